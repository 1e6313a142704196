// Command features gives the training code the tokens and features that the
// program itself computes, so that training and running see the same.
//
//	features tokens   < texts  > tokens      one JSON string a line -> one object a line
//	features words    < forms  > features    one JSON string a line -> one object a line
//	features places     < docs   > rows        one JSON object a line: forms, sentences, paragraph starts
//	features boundaries < docs > samples     one JSON object a line: text and sentence ends
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"

	"github.com/saysonews/sayso/analyze/encode"
	"github.com/saysonews/sayso/analyze/segment"
	"github.com/saysonews/sayso/doc"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: features tokens|words|places|boundaries")
		os.Exit(2)
	}
	in := json.NewDecoder(bufio.NewReaderSize(os.Stdin, 1<<20))
	buf := bufio.NewWriterSize(os.Stdout, 1<<20)
	defer buf.Flush()
	out := json.NewEncoder(buf)
	step := map[string]func(*json.Decoder, *json.Encoder) error{"tokens": tokens, "words": words, "places": places, "boundaries": boundaries}[os.Args[1]]
	for in.More() {
		if err := step(in, out); err != nil {
			fmt.Fprintln(os.Stderr, "features:", err)
			os.Exit(1)
		}
	}
}

// tokens writes, for a text, its tokens: byte offsets, sentence numbers, and the
// row of the place table.
func tokens(in *json.Decoder, out *json.Encoder) error {
	var d doc.Doc
	if err := in.Decode(&d.Text); err != nil {
		return err
	}
	d.Paragraphs, d.Tokens, d.Sentences = segment.Split(d.Text, nil)
	var t struct {
		Spans [][2]int `json:"spans"`
		Sent  []int    `json:"sent"`
		Place []int    `json:"place"`
	}
	for n, s := range d.Sentences {
		for i := s.First; i < s.End; i++ {
			t.Spans = append(t.Spans, [2]int{d.Tokens[i].Span.Start, d.Tokens[i].Span.End})
			t.Sent = append(t.Sent, n)
		}
	}
	for _, p := range encode.Places(&d) {
		t.Place = append(t.Place, int(p))
	}
	return out.Encode(t)
}

// words writes the features of a word form.
func words(in *json.Decoder, out *json.Encoder) error {
	var form string
	if err := in.Decode(&form); err != nil {
		return err
	}
	return out.Encode(encode.Of(form))
}

// places writes the rows of the place table of a text given as tokens.
func places(in *json.Decoder, out *json.Encoder) error {
	var t struct {
		W    []string `json:"w"`
		Sent []int    `json:"sent"`
		Par  []bool   `json:"par"`
	}
	if err := in.Decode(&t); err != nil {
		return err
	}
	var d doc.Doc
	for i, w := range t.W {
		s := doc.Span{Start: len(d.Text), End: len(d.Text) + len(w)}
		d.Text += w
		d.Tokens = append(d.Tokens, doc.Token{Span: s})
		if t.Par[i] {
			d.Paragraphs = append(d.Paragraphs, doc.Paragraph{Span: s})
		}
		if i == 0 || t.Sent[i] != t.Sent[i-1] {
			d.Sentences = append(d.Sentences, doc.Range{First: i, End: i})
		}
		d.Sentences[len(d.Sentences)-1].End = i + 1
	}
	rows := []int{}
	for _, p := range encode.Places(&d) {
		rows = append(rows, int(p))
	}
	return out.Encode(rows)
}

// boundaries writes, for each place where a sentence may end in a text, its
// features and whether one ends there. Ends are byte offsets.
func boundaries(in *json.Decoder, out *json.Encoder) error {
	var s struct {
		Text string `json:"text"`
		Ends []int  `json:"ends"`
	}
	if err := in.Decode(&s); err != nil {
		return err
	}
	ends := map[int]bool{}
	for _, e := range s.Ends {
		ends[e] = true
	}
	_, toks, _ := segment.Split(s.Text, []doc.Region{{Span: doc.Span{End: len(s.Text)}, Kind: doc.Body}})
	first := 0
	for i := 0; i+1 < len(toks); i++ {
		f := segment.Features(s.Text, toks, doc.Range{End: len(toks)}, first, i, nil)
		end := ends[toks[i].Span.End]
		if len(f) > 0 {
			if err := out.Encode(struct {
				F []string `json:"f"`
				Y bool     `json:"y"`
			}{f, end}); err != nil {
				return err
			}
		}
		if end {
			first = i + 1
		}
	}
	return nil
}
