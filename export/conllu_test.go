package export

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/saysonews/sayso/doc"
)

// tokens cuts d.Text into words; "^" marks one that is part of the word before.
func tokens(d *doc.Doc, words ...string) {
	at := 0
	for _, w := range words {
		part := strings.HasPrefix(w, "^")
		w = strings.TrimPrefix(w, "^")
		start := at + strings.Index(d.Text[at:], w)
		d.Tokens = append(d.Tokens, doc.Token{Span: doc.Span{Start: start, End: start + len(w)}, Part: part, Glue: len(d.Tokens) > 0 && start == at})
		at = start + len(w)
	}
}

// spoken has a multiword token, a paragraph that a page break cut, a character of
// several bytes, a space inside a token, and a blank lemma.
func spoken() *doc.Doc {
	d := &doc.Doc{Source: doc.Source{Text: "“She didn't,” said Åsa.\n\nIt cost 10\t000 crowns.\n\nYes."}}
	tokens(d, "“", "She", "did", "^n't", ",", "”", "said", "Åsa", ".", "It", "cost", "10\t000", "crowns", ".", "Yes", ".")
	d.Sentences = []doc.Range{{First: 0, End: 9}, {First: 9, End: 14}, {First: 14, End: 16}}
	for i, block := range []string{"“She didn't,” said Åsa.", "It cost 10\t000 crowns.", "Yes."} {
		start := strings.Index(d.Text, block)
		d.Paragraphs = append(d.Paragraphs, doc.Paragraph{Span: doc.Span{Start: start, End: start + len(block)}, Kind: doc.Body, Continues: i == 1})
	}
	for i := range d.Tokens {
		d.Tags = append(d.Tags, doc.Tag{UPOS: "X", XPOS: "XX", Feats: map[bool]string{true: "Number=Sing"}[i == 7], Lemma: strings.ToLower(d.Word(i))})
	}
	for _, s := range d.Sentences {
		for i := s.First; i < s.End; i++ {
			dep := doc.Dep{Head: s.First, Rel: "dep"}
			if i == s.First {
				dep = doc.Dep{Head: -1, Rel: "root"}
			}
			d.Deps = append(d.Deps, dep)
		}
	}
	return d
}

func TestCoNLLUGolden(t *testing.T) {
	d := spoken()
	if err := doc.Check(d); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := CoNLLU(&b, d); err != nil {
		t.Fatal(err)
	}
	golden(t, "spoken.conllu", b.Bytes())
	if err := validCoNLLU(b.String(), []rune(d.Text)); err != nil {
		t.Error(err)
	}
}

func TestCoNLLUWithoutTags(t *testing.T) {
	d := spoken()
	d.Tags, d.Deps, d.Paragraphs = nil, nil, nil
	var b bytes.Buffer
	if err := CoNLLU(&b, d); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), "\n2\tShe\t_\t_\t_\t_\t_\t_\t_\tTokenRange=1:4\n") {
		t.Errorf("got\n%s", b.String())
	}
}

func TestCoNLLUWithoutSentences(t *testing.T) {
	var b bytes.Buffer
	if err := CoNLLU(&b, &doc.Doc{}); err != nil || b.Len() > 0 {
		t.Errorf("got %q, %v", b.String(), err)
	}
}

// validCoNLLU checks what the format asks for: ten columns, ids in order, ranges
// before their words, heads within the sentence with one root, a text that the
// forms make up, and here that TokenRange leads to the form.
func validCoNLLU(file string, report []rune) error {
	if !strings.HasSuffix(file, "\n\n") {
		return fmt.Errorf("no blank line at the end")
	}
	for _, block := range strings.Split(strings.TrimSuffix(file, "\n\n"), "\n\n") {
		if err := validSentence(block, report); err != nil {
			return fmt.Errorf("%w in\n%s", err, block)
		}
	}
	return nil
}

func validSentence(block string, report []rune) error {
	var text, made strings.Builder
	var heads []int
	covered := 0 // last word of a range
	for line := range strings.Lines(block) {
		line = strings.TrimSuffix(line, "\n")
		if strings.HasPrefix(line, "#") {
			if t, ok := strings.CutPrefix(line, "# text = "); ok {
				text.WriteString(t)
			}
			continue
		}
		col := strings.Split(line, "\t")
		if len(col) != 10 {
			return fmt.Errorf("%d columns", len(col))
		}
		for i, c := range col {
			if c == "" || i != 1 && i != 2 && strings.Contains(c, " ") {
				return fmt.Errorf("column %d is %q", i+1, c)
			}
		}
		n := len(heads)
		if from, to, ok := strings.Cut(col[0], "-"); ok {
			if from != strconv.Itoa(n+1) {
				return fmt.Errorf("range %s before word %d", col[0], n+1)
			}
			covered, _ = strconv.Atoi(to)
		} else {
			if col[0] != strconv.Itoa(n+1) {
				return fmt.Errorf("id %s, want %d", col[0], n+1)
			}
			head, err := strconv.Atoi(col[6])
			if err != nil {
				return err
			}
			heads = append(heads, head)
			if n+1 <= covered {
				continue
			}
		}
		made.WriteString(col[1])
		if !strings.Contains(col[9], "SpaceAfter=No") {
			made.WriteByte(' ')
		}
		var start, end int
		_, where, _ := strings.Cut(col[9], "TokenRange=")
		if _, err := fmt.Sscanf(where, "%d:%d", &start, &end); err != nil || field(string(report[start:end])) != col[1] {
			return fmt.Errorf("%s is not where %s is", where, col[1])
		}
	}
	if got := strings.TrimSuffix(made.String(), " "); got != text.String() {
		return fmt.Errorf("the words make %q", got)
	}
	roots := 0
	for _, h := range heads {
		if h < 0 || h > len(heads) {
			return fmt.Errorf("head %d of %d words", h, len(heads))
		}
		if h == 0 {
			roots++
		}
	}
	if roots != 1 {
		return fmt.Errorf("%d roots", roots)
	}
	return nil
}
