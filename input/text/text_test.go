package text

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/saysonews/sayso/doc"
)

func codes(ws []doc.Warning) string {
	var out []string
	for _, w := range ws {
		out = append(out, w.Code)
	}
	return strings.Join(out, " ")
}

func TestRead(t *testing.T) {
	tests := []struct {
		name, in, want, warnings string
	}{
		{"empty", "", "", ""},
		{"UTF-8 is kept byte for byte", "Où?\r\nLà\rbas\n\n\t “x”\x00\f\n", "Où?\r\nLà\rbas\n\n\t “x”\x00\f\n", ""},
		{"a byte order mark goes", "\xef\xbb\xbfThe vote", "The vote", ""},
		{"a mark inside stays", "The\ufeff vote", "The\ufeff vote", ""},
		{"UTF-16 little end first", "\xff\xfeH\x00i\x00\x3d\xd8\x00\xde", "Hi😀", ""},
		{"UTF-16 big end first", "\xfe\xff\x00H\x00i\x20\xac", "Hi€", ""},
		{"UTF-16 cut off", "\xfe\xff\x00H\x00i\xd8\x3d\x00", "Hi\ufffd\ufffd", "invalid-utf16"},
		{"UTF-16 without mark", "H\x00e\x00l\x00l\x00o\x00!\x00", "Hello!", "charset-guessed"},
		{"windows-1252", "\x93Caf\xe9\x94 \x96 na\xefve", "“Café” – naïve", "charset-guessed"},
		{"a broken byte among good", "Café, naïve, fa\xe7ade", "Café, naïve, fa\ufffdade", "invalid-utf8"},
		{"a letter cut off at the end", "The caf\xc3", "The caf\ufffd", "invalid-utf8"},
		{"surrogates in UTF-8", "é é é \xed\xa0\x80", "é é é \ufffd\ufffd\ufffd", "invalid-utf8"},
		{"a stray NUL stays", strings.Repeat("The vote was put off. ", 10) + "\x00", strings.Repeat("The vote was put off. ", 10) + "\x00", ""},
	}
	for _, tt := range tests {
		src, err := Read([]byte(tt.in))
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if src.Text != tt.want || codes(src.Warnings) != tt.warnings {
			t.Errorf("%s: %q %q, want %q %q", tt.name, src.Text, codes(src.Warnings), tt.want, tt.warnings)
		}
	}
}

func TestRefusals(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"NUL bytes", "\x7fELF\x00\x00\x01\x00\x00\x00", "not text: NUL bytes in the first 512 bytes"},
		{"control characters", strings.Repeat("ab\x01\x02", 10), "not text: 20 control characters in the first 40 bytes"},
	}
	for _, tt := range tests {
		_, err := Read([]byte(tt.in))
		if !errors.Is(err, ErrNotText) || err.Error() != tt.want {
			t.Errorf("%s: error %v, want %s", tt.name, err, tt.want)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"The vote", "\xff\xfeH\x00i\x00", "\xfe\xff\xd8\x3d", "Caf\xe9", "é\xc3", "\xef\xbb\xbf", "a\x00b", "\xed\xa0\x80é"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		src, err := Read(b)
		if err != nil {
			if !errors.Is(err, ErrNotText) {
				t.Errorf("error %v", err)
			}
			return
		}
		if !utf8.ValidString(src.Text) {
			t.Errorf("text is not UTF-8: %q", src.Text)
		}
		if utf8.Valid(b) && len(src.Warnings) == 0 && src.Text != strings.TrimPrefix(string(b), "\ufeff") {
			t.Errorf("valid text %q became %q", b, src.Text)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	in := []byte(strings.Repeat("The vote was put off in Orléans. ", 1<<10))
	b.SetBytes(int64(len(in)))
	for b.Loop() {
		if _, err := Read(in); err != nil {
			b.Fatal(err)
		}
	}
}
