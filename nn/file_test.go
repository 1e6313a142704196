package nn

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"testing"
)

var sample = []Named{
	{"word.w", []int{2, 3}, []int8{1, -2, 3, -127, 0, 127}},
	{"word.s", nil, []float32{0.5, -1e-8}},
	{"ids", []int{3, 1}, []int32{1, -2, 1 << 30}},
	{"words", nil, []byte("said\nsays\n")},
	{"empty", []int{0, 4}, []int8{}},
}

func written(t testing.TB, features int, meta any, tensors []Named) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, features, meta, tensors); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestFileRoundTrip(t *testing.T) {
	b := written(t, 3, map[string]string{"name": "sample"}, sample)
	shifted := append([]byte{0}, b...)[1:] // floats at odd addresses
	for _, b := range [][]byte{b, shifted} {
		f, err := Read(b, 3)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := string(f.Meta()), `{"name":"sample"}`; got != want {
			t.Errorf("meta %s, want %s", got, want)
		}
		w, err := f.Int8("word.w", -1, 3)
		if err != nil || !slices.Equal(w, sample[0].Data.([]int8)) {
			t.Errorf("word.w: %v, %v", w, err)
		}
		s, err := f.Float32("word.s", 2)
		if err != nil || !slices.Equal(s, sample[1].Data.([]float32)) {
			t.Errorf("word.s: %v, %v", s, err)
		}
		ids, err := f.Int32("ids", 3, 1)
		if err != nil || !slices.Equal(ids, sample[2].Data.([]int32)) {
			t.Errorf("ids: %v, %v", ids, err)
		}
		words, err := f.Tensor("words")
		if err != nil || string(words.Data) != "said\nsays\n" || !slices.Equal(words.Shape, []int{10}) {
			t.Errorf("words: %v, %v", words, err)
		}
	}
}

func TestReadErrors(t *testing.T) {
	good := written(t, 3, nil, sample)
	changed := func(old, new string) []byte {
		if len(old) != len(new) || !bytes.Contains(good, []byte(old)) {
			t.Fatalf("cannot put %q for %q", new, old)
		}
		return bytes.Replace(good, []byte(old), []byte(new), 1)
	}
	long := slices.Clone(good)
	binary.LittleEndian.PutUint32(long[8:], 1<<31)
	for _, c := range []struct {
		b        []byte
		features int
		want     string
	}{
		{good, 4, "read weights: features 3, want 4"},
		{nil, 3, "read weights: no weight file"},
		{[]byte("PK\x03\x04, not weights"), 3, "read weights: no weight file"},
		{good[:40], 3, "but the file ends at 40"},
		{good[:len(good)-60], 3, "read weights: tensor words: 10 bytes at offset 192 of a payload of 196"},
		{long, 3, "header of 2147483648 bytes"},
		{changed(`"format":1`, `"format":2`), 3, "format 2, want 1"},
		{changed(`{"format"`, `["format"`), 3, "header at offset 12"},
		{changed(`"i32"`, `"i16"`), 3, `tensor ids: unknown type "i16"`},
		{changed(`"offset":64`, `"offset":65`), 3, "tensor word.s: 8 bytes at offset 65"},
		{changed(`"offset":64`, `"offset":-8`), 3, "tensor word.s: 8 bytes at offset -8"},
		{changed(`"size":12`, `"size":-1`), 3, "tensor ids: -1 bytes"},
		{changed(`"shape":[2,3]`, `"shape":[2,4]`), 3, "tensor word.w: i8 [2 4] takes 8 bytes, but has 6"},
		{changed(`"shape":[2,3]`, `"shape":[9e9]`), 3, "header"},
		{changed(`"word.s"`, `"word.w"`), 3, "tensor word.w: listed twice"},
	} {
		_, err := Read(c.b, c.features)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("error %v, want %q", err, c.want)
		}
	}
}

func TestLoadErrors(t *testing.T) {
	f := fileOf(t, []Named{
		{"a.w", []int{2, 3}, make([]int8, 6)},
		{"a.s", nil, make([]float32, 3)},
		{"b.w", []int{6}, make([]int8, 6)},
		{"c.w", []int{33, 99}, make([]int8, 33*99)},
		{"c.s", nil, make([]float32, 33)},
		{"c.b", nil, make([]float32, 33)},
		{"c.g", nil, make([]float32, 33)},
		{"c.c", nil, make([]float32, 33)},
		{"d.w", []int{2, 3}, make([]float32, 6)},
		{"e.w", []int{0, 3}, make([]int8, 0)},
		{"e.s", []int{0, 1}, make([]float32, 0)},
	})
	linear := func(name string) error { _, err := NewLinear(f, name); return err }
	conv := func(name string, d int) error { _, err := NewConv(f, name, d); return err }
	norm := func(name string) error { _, err := NewNorm(f, name); return err }
	for _, c := range []struct {
		err  error
		want string
	}{
		{linear("z"), "linear layer z: tensor z.w: not in the weight file"},
		{linear("a"), "linear layer a: tensor a.s: f32 [3], want f32 [2]"},
		{linear("b"), "linear layer b: tensor b.w: i8 [6], want i8 [-1 -1]"},
		{linear("d"), "linear layer d: tensor d.w: f32 [2 3], want i8 [-1 -1]"},
		{linear("e"), "linear layer e: tensor e.s"},
		{conv("c", 0), "convolution c: dilation 0"},
		{conv("c", 1), "convolution c: width 33, want a multiple of 32"},
		{norm("c"), "norm c: width 33, want a multiple of 32"},
	} {
		if c.err == nil || !strings.Contains(c.err.Error(), c.want) {
			t.Errorf("error %v, want %q", c.err, c.want)
		}
	}
}

func TestWriteErrors(t *testing.T) {
	for _, c := range []struct {
		t    Named
		want string
	}{
		{Named{"x", nil, []float64{1}}, "write weights: tensor x: cannot store a []float64"},
		{Named{"x", []int{2}, []int8{1}}, "write weights: tensor x: i8 [2] takes 2 bytes, but has 1"},
	} {
		err := Write(new(bytes.Buffer), 1, nil, []Named{c.t})
		if err == nil || err.Error() != c.want {
			t.Errorf("error %v, want %q", err, c.want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(written(f, 3, nil, sample))
	f.Add(written(f, 3, "meta", nil))
	f.Add([]byte(magic + "\x02\x00\x00\x00{}"))
	f.Fuzz(func(t *testing.T, b []byte) {
		file, err := Read(b, 3)
		if err != nil {
			return
		}
		for name, tensor := range file.tensors {
			if len(tensor.Data) > len(b) {
				t.Fatalf("tensor %s is longer than the file", name)
			}
			shape := slices.Repeat([]int{-1}, len(tensor.Shape))
			for _, err := range []error{last(file.Int8(name, shape...)), last(file.Float32(name, shape...)), last(file.Int32(name, shape...))} {
				_ = fmt.Sprint(err)
			}
			_, _ = newLinear(file, strings.TrimSuffix(name, ".w"), plain)
			_, _ = newConv(file, strings.TrimSuffix(name, ".w"), 1, plain)
		}
	})
}

func last[T any](_ T, err error) error { return err }
