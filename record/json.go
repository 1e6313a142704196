package record

import (
	"bytes"
	"encoding/json"
	"io"
)

// WriteLine writes r as one line of JSON Lines.
func WriteLine(w io.Writer, r Record) error {
	return encode(w, r, "")
}

// WriteIndented writes r as JSON over several lines, with a line end.
func WriteIndented(w io.Writer, r Record) error {
	return encode(w, r, "  ")
}

// encode writes r with its fields in the order of the types, so the same record
// always gives the same bytes. "<", ">" and "&" stay as they are: a record is
// not HTML.
func encode(w io.Writer, r Record, indent string) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", indent)
	return enc.Encode(r)
}

// An ArrayWriter writes records as one JSON array, one after another.
type ArrayWriter struct {
	w       io.Writer
	written int
}

// NewArrayWriter writes an array to w.
func NewArrayWriter(w io.Writer) *ArrayWriter { return &ArrayWriter{w: w} }

// Write adds r to the array.
func (a *ArrayWriter) Write(r Record) error {
	var b bytes.Buffer
	if a.written == 0 {
		b.WriteString("[\n")
	} else {
		b.WriteString(",\n")
	}
	a.written++
	if err := WriteIndented(&b, r); err != nil {
		return err
	}
	b.Truncate(b.Len() - 1) // the line end; a comma may follow
	_, err := a.w.Write(b.Bytes())
	return err
}

// Close ends the array.
func (a *ArrayWriter) Close() error {
	end := "\n]\n"
	if a.written == 0 {
		end = "[]\n"
	}
	_, err := io.WriteString(a.w, end)
	return err
}
