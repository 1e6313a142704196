// Package text reads plain text.
//
// The text is kept byte for byte where it is UTF-8: line ends, form feeds and
// stray control characters stay. What is done to it otherwise is told in the
// source's warnings:
//
//   - "charset-guessed": the bytes were decoded from an encoding that nothing
//     in the file names.
//   - "invalid-utf8": single broken bytes were replaced by U+FFFD.
package text

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"github.com/saysonews/sayso/doc"
)

// ErrNotText is the reason for refusing a binary file.
var ErrNotText = errors.New("not text")

// Read decodes b. Empty input is an empty text.
func Read(b []byte) (*doc.Source, error) {
	s, warnings, err := Decode(b)
	if err != nil {
		return nil, err
	}
	return &doc.Source{Text: s, MediaType: "text/plain", Warnings: warnings}, nil
}

// Decode gives b as UTF-8, and what had to be done for that.
func Decode(b []byte) (string, []doc.Warning, error) {
	switch {
	case bytes.HasPrefix(b, []byte("\xef\xbb\xbf")):
		b = b[3:]
	case bytes.HasPrefix(b, []byte("\xff\xfe")):
		return decodeUTF16(b[2:], binary.LittleEndian)
	case bytes.HasPrefix(b, []byte("\xfe\xff")):
		return decodeUTF16(b[2:], binary.BigEndian)
	}
	if order := unmarkedUTF16(b); order != nil {
		s, warnings, err := decodeUTF16(b, order)
		return s, append([]doc.Warning{guessed("UTF-16 (" + order.String() + ")")}, warnings...), err
	}
	if err := binaryReason(b); err != nil {
		return "", nil, err
	}
	if utf8.Valid(b) {
		return string(b), nil, nil
	}
	if legacy(b) {
		s, err := charmap.Windows1252.NewDecoder().Bytes(b)
		if err != nil {
			return "", nil, fmt.Errorf("%w: %v", ErrNotText, err)
		}
		return string(s), []doc.Warning{guessed("windows-1252")}, nil
	}
	s, n := repair(b)
	return s, []doc.Warning{broken(n)}, nil
}

func guessed(charset string) doc.Warning {
	return doc.Warning{Code: "charset-guessed", Message: "not UTF-8 and names no encoding; read as " + charset}
}

func broken(n int) doc.Warning {
	return doc.Warning{Code: "invalid-utf8", Message: fmt.Sprintf("%d invalid bytes replaced by U+FFFD", n)}
}

// byteOrder is what encoding/binary's two byte orders share.
type byteOrder interface {
	Uint16([]byte) uint16
	String() string
}

// decodeUTF16 decodes b; lone surrogates and an odd last byte become U+FFFD.
func decodeUTF16(b []byte, order byteOrder) (string, []doc.Warning, error) {
	var s strings.Builder
	s.Grow(len(b))
	bad := 0
	for len(b) >= 2 {
		r := rune(order.Uint16(b))
		b = b[2:]
		if utf16.IsSurrogate(r) {
			low := rune(0)
			if len(b) >= 2 {
				low = rune(order.Uint16(b))
			}
			r = utf16.DecodeRune(r, low)
			if r == utf8.RuneError {
				bad++
			} else {
				b = b[2:]
			}
		}
		s.WriteRune(r)
	}
	if len(b) > 0 {
		s.WriteRune(utf8.RuneError)
		bad++
	}
	if bad == 0 {
		return s.String(), nil, nil
	}
	return s.String(), []doc.Warning{{Code: "invalid-utf16", Message: fmt.Sprintf("%d invalid units replaced by U+FFFD", bad)}}, nil
}

// sampleBytes is how much of the front decides whether a file is text.
const sampleBytes = 4096

// unmarkedUTF16 is the byte order of UTF-16 without a byte order mark: Latin
// text has a NUL in nearly every second byte, and on one side only.
func unmarkedUTF16(b []byte) byteOrder {
	b = b[:min(len(b), sampleBytes)&^1]
	if len(b) < 8 {
		return nil
	}
	var nul [2]int
	for i, c := range b {
		if c == 0 {
			nul[i&1]++
		}
	}
	most := len(b) / 2 * 7 / 10
	switch {
	case nul[1] >= most && nul[0] == 0:
		return binary.LittleEndian
	case nul[0] >= most && nul[1] == 0:
		return binary.BigEndian
	}
	return nil
}

// binaryReason tells why b is not text; nil where it is. A stray NUL or other
// control character does not make a text binary, more than one in fifty bytes do.
func binaryReason(b []byte) error {
	b = b[:min(len(b), sampleBytes)]
	nul, control, first := 0, 0, -1
	for i, c := range b {
		switch {
		case c == 0:
			nul++
			if first < 0 {
				first = i
			}
		case c < ' ' && !bytes.ContainsRune([]byte("\t\n\v\f\r\b\x1b"), rune(c)):
			control++
		}
	}
	if nul+control <= max(1, len(b)/50) {
		return nil
	}
	if nul > 0 && first < 512 {
		return fmt.Errorf("%w: NUL bytes in the first 512 bytes", ErrNotText)
	}
	if nul > 0 {
		return fmt.Errorf("%w: NUL bytes", ErrNotText)
	}
	return fmt.Errorf("%w: %d control characters in the first %d bytes", ErrNotText, control, len(b))
}

// legacy tells whether b, which is not valid UTF-8, is an eight-bit encoding
// rather than UTF-8 with damage: then most of its high bytes do not form UTF-8
// sequences. A sequence that the end of the file cuts off is damage.
func legacy(b []byte) bool {
	good, bad := 0, 0
	for i := 0; i < len(b); {
		if b[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(b[i:])
		switch {
		case r != utf8.RuneError || n > 1:
			good++
		case utf8.FullRune(b[i:]):
			bad++
		default:
			return bad > good
		}
		i += n
	}
	return bad > good
}

// repair replaces every byte that is in no UTF-8 sequence by U+FFFD, and counts
// them.
func repair(b []byte) (string, int) {
	var s strings.Builder
	s.Grow(len(b) + 16)
	bad := 0
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		if r == utf8.RuneError && n == 1 {
			bad++
		}
		s.WriteRune(r)
		b = b[n:]
	}
	return s.String(), bad
}
