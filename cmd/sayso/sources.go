package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/saysonews/sayso/input"
	"github.com/saysonews/sayso/input/fetch"
	"github.com/saysonews/sayso/input/html"
	"github.com/saysonews/sayso/input/jsonl"
)

// sources are the pieces that args stand for: files, all files of a folder, what
// fits a pattern, pages at addresses, standard input, and the lines of corpora.
func (a *adder) sources(args []string, fields jsonl.Fields, stdin io.Reader) iter.Seq[piece] {
	return func(yield func(piece) bool) {
		for _, arg := range args {
			if isAddress(arg) {
				if !yield(piece{name: arg, load: func(ctx context.Context) (payload, error) { return a.fetch(ctx, arg) }}) {
					return
				}
				continue
			}
			for e := range inputs(matching(arg)) {
				if !pieces(e, fields, stdin, yield) {
					return
				}
			}
		}
	}
}

// matching are the paths that fit arg where it is a pattern and no file has that
// name; a shell that knows no patterns hands them over as they stand.
func matching(arg string) []string {
	if _, err := os.Lstat(arg); err == nil || !strings.ContainsAny(arg, "*?[") {
		return []string{arg}
	}
	if paths, err := filepath.Glob(arg); err == nil && len(paths) > 0 {
		return paths
	}
	return []string{arg}
}

// pieces hands over the pieces of one file; false means that enough is read.
func pieces(e entry, fields jsonl.Fields, stdin io.Reader, yield func(piece) bool) bool {
	if e.err != nil || !isCorpus(e.path) && !looksLikeCorpus(e.path) {
		p := piece{name: e.path, err: e.err}
		p.load = func(context.Context) (payload, error) { return loadFile(e.path, stdin) }
		return yield(p)
	}
	for item := range jsonl.Open(e.path, jsonl.Options{Fields: fields, Markup: html.Fragment}) {
		if !yield(line(e.path, item)) {
			return false
		}
	}
	return true
}

// line is one object of a corpus.
func line(path string, item jsonl.Item) piece {
	if item.Err != nil {
		p := piece{name: path, err: errors.Unwrap(item.Err)}
		if item.Line > 0 {
			p.name = fmt.Sprintf("%s:%d", path, item.Line)
		}
		return p
	}
	return piece{name: item.Source.Path, load: func(context.Context) (payload, error) { return payload{src: item.Source}, nil }}
}

// corpusEndings are the ends of the names of corpora with a report a line.
var corpusEndings = []string{".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz", ".jsonl.zst", ".ndjson.zst"}

func isCorpus(path string) bool {
	return slices.ContainsFunc(corpusEndings, func(end string) bool { return strings.HasSuffix(strings.ToLower(path), end) })
}

// looksLikeCorpus looks into a file that may be a corpus by its name.
func looksLikeCorpus(path string) bool {
	if !strings.HasSuffix(strings.ToLower(path), ".json") {
		return false
	}
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	front, err := io.ReadAll(io.LimitReader(f, jsonl.FrontBytes))
	return err == nil && jsonl.Looks(front)
}

func isAddress(arg string) bool {
	return strings.HasPrefix(arg, "https://") || strings.HasPrefix(arg, "http://")
}

// loadFile reads the bytes of a file or of standard input.
func loadFile(path string, stdin io.Reader) (payload, error) {
	if path != stdinName {
		data, err := input.Load(path, input.Options{})
		return payload{data: data}, err
	}
	data, err := io.ReadAll(io.LimitReader(stdin, input.DefaultMaxBytes+1))
	if err != nil {
		err = &input.Error{Name: path, Err: reason(err)}
	}
	return payload{data: data}, err
}

// fetch gets a page. Servers often say that something is plain text which is none,
// so the content decides; of HTML, the charset may stand in the header alone.
func (a *adder) fetch(ctx context.Context, address string) (payload, error) {
	page, err := a.client.Get(ctx, address)
	if err != nil {
		return payload{}, err
	}
	url, err := fetch.Normal(page.URL)
	if err != nil {
		url = page.URL
	}
	load := payload{data: page.Body, url: url}
	if strings.HasPrefix(page.ContentType, "text/html") {
		load.kind = page.ContentType
	}
	return load, nil
}

// sizes is how many bytes the files behind args have, as far as their names tell;
// 0 where that is not known: a corpus that is packed, a page, standard input.
func sizes(args []string) int64 {
	var n int64
	for _, arg := range args {
		if isAddress(arg) || arg == stdinName {
			return 0
		}
		for e := range inputs(matching(arg)) {
			st, err := os.Stat(e.path)
			if err != nil || isCorpus(e.path) && !strings.HasSuffix(strings.ToLower(e.path), "l") && !strings.HasSuffix(strings.ToLower(e.path), "json") {
				return 0
			}
			n += st.Size()
		}
	}
	return n
}
