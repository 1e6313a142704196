package sqlite

import (
	"encoding/json"
	"reflect"

	"github.com/saysonews/sayso/record"
)

// bare is a record as JSON without the document's text and without the words of
// spans, which stand in that text: a fifth of what is kept of a report.
func bare(r record.Record) ([]byte, error) {
	full, err := json.Marshal(r)
	if err != nil {
		return nil, err
	}
	var own record.Record // r belongs to the caller
	if err := json.Unmarshal(full, &own); err != nil {
		return nil, err
	}
	text := runes(own.Document.Text)
	own.Document.Text = ""
	eachSpan(reflect.ValueOf(&own), func(start, end int, words *string) {
		if *words == text.slice(start, end) {
			*words = ""
		}
	})
	return json.Marshal(own)
}

// dress reads a bare record, with the document's text.
func dress(data []byte, text string) (record.Record, error) {
	var r record.Record
	if err := json.Unmarshal(data, &r); err != nil {
		return r, err
	}
	all := runes(text)
	eachSpan(reflect.ValueOf(&r), func(start, end int, words *string) {
		if *words == "" {
			*words = all.slice(start, end)
		}
	})
	r.Document.Text = text
	return r, nil
}

// eachSpan calls f for all spans in v, those of words that may come from metadata
// too where they stand in the text.
func eachSpan(v reflect.Value, f func(start, end int, words *string)) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			eachSpan(v.Elem(), f)
		}
	case reflect.Slice:
		for i := range v.Len() {
			eachSpan(v.Index(i), f)
		}
	case reflect.Struct:
		switch s := v.Addr().Interface().(type) {
		case *record.Span:
			f(s.Start, s.End, &s.Text)
			return
		case *record.MaybeSpan:
			if s.Start != nil && s.End != nil {
				f(*s.Start, *s.End, &s.Text)
			}
			return
		}
		for i := range v.NumField() {
			eachSpan(v.Field(i), f)
		}
	}
}
