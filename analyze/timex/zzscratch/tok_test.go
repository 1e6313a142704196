package main

import (
	"fmt"
	"testing"

	"github.com/saysonews/sayso/analyze/segment"
)

func TestTok(t *testing.T) {
	for _, s := range []string{"until 5 p.m. EST, Nov. 6. Then at 9 a.m. Tuesday in the '80s, '90s and Feb. 4.", "a third-quarter loss in 1914-18, 2019-03-07 and 11/02/1999, mid-November at 10:35a.m. or 3pm o'clock 5 1/2 hours the 21st 1980s $5m 5bn US$5 °C 12°C twenty-five Friday's", "May 1–3 and 1998-2002, year-ago; New Year's Day; £5m; 60-year-old; 12km; 1430 GMT; 5.5%"} {
		_, toks, sents := segment.Split(s, nil)
		for _, x := range toks {
			fmt.Printf("%q ", x.Span.In(s))
		}
		fmt.Println(sents)
	}
}
