package nn

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"unsafe"
)

// The weight file holds named tensors. All numbers are little endian.
//
//	8 bytes    the magic "SAYSOW1\n"
//	4 bytes    n, the length of the header, uint32
//	n bytes    the header, JSON
//	padding    zero bytes up to a multiple of 64
//	payload    the tensors' numbers
//
// The header is an object:
//
//	{"format":1, "features":4, "meta":{...},
//	 "tensors":[{"name":"tag.w", "type":"i8", "shape":[17,256], "offset":0, "size":4352}, ...]}
//
// "features" is the version of the features that the network was trained on: a
// program that computes others must not use the file. "meta" belongs to whoever
// wrote the file. A tensor's type is "i8", "i32", "f32" or "bytes"; its numbers
// stand in row-major order; its offset counts from the start of the payload and
// is a multiple of 64; its size is in bytes.
const (
	magic     = "SAYSOW1\n"
	format    = 1
	alignment = 64
)

// A File is a weight file that was read. Its tensors share memory with the bytes
// it was read from, which must not change.
type File struct {
	meta    json.RawMessage
	tensors map[string]Tensor
}

// A Tensor is one named array of a File.
type Tensor struct {
	Name  string
	Type  string // "i8", "i32", "f32" or "bytes"
	Shape []int
	Data  []byte // the numbers in row-major order, little endian
}

type header struct {
	Format   int             `json:"format"`
	Features int             `json:"features"`
	Meta     json.RawMessage `json:"meta,omitempty"`
	Tensors  []entry         `json:"tensors"`
}

type entry struct {
	Name   string `json:"name"`
	Type   string `json:"type"`
	Shape  []int  `json:"shape"`
	Offset int    `json:"offset"`
	Size   int    `json:"size"`
}

// Read reads a weight file made for the given version of the features. It copies
// nothing: the File points into b.
func Read(b []byte, features int) (*File, error) {
	f, err := read(b, features)
	if err != nil {
		return nil, fmt.Errorf("read weights: %w", err)
	}
	return f, nil
}

func read(b []byte, features int) (*File, error) {
	start := len(magic) + 4
	if len(b) < start || string(b[:len(magic)]) != magic {
		return nil, fmt.Errorf("no weight file: it does not start with %q", magic)
	}
	n := int64(binary.LittleEndian.Uint32(b[len(magic):]))
	if n > int64(len(b)-start) {
		return nil, fmt.Errorf("header of %d bytes at offset %d, but the file ends at %d", n, start, len(b))
	}
	end := start + int(n)
	var h header
	if err := json.Unmarshal(b[start:end], &h); err != nil {
		return nil, fmt.Errorf("header at offset %d: %w", start, err)
	}
	if h.Format != format {
		return nil, fmt.Errorf("format %d, want %d", h.Format, format)
	}
	if h.Features != features {
		return nil, fmt.Errorf("features %d, want %d", h.Features, features)
	}
	payload := b[min(aligned(end), len(b)):]
	f := &File{meta: h.Meta, tensors: make(map[string]Tensor, len(h.Tensors))}
	for _, e := range h.Tensors {
		if err := e.check(len(payload)); err != nil {
			return nil, fmt.Errorf("tensor %s: %w", e.Name, err)
		}
		if _, twice := f.tensors[e.Name]; twice {
			return nil, fmt.Errorf("tensor %s: listed twice", e.Name)
		}
		data := payload[e.Offset : e.Offset+e.Size : e.Offset+e.Size]
		f.tensors[e.Name] = Tensor{Name: e.Name, Type: e.Type, Shape: e.Shape, Data: data}
	}
	return f, nil
}

// check tells whether an entry of the header fits a payload of n bytes.
func (e entry) check(n int) error {
	width, ok := map[string]int{"i8": 1, "bytes": 1, "i32": 4, "f32": 4}[e.Type]
	if !ok {
		return fmt.Errorf("unknown type %q", e.Type)
	}
	if e.Offset < 0 || e.Size < 0 || e.Offset%alignment != 0 || e.Size > n || e.Offset > n-e.Size {
		return fmt.Errorf("%d bytes at offset %d of a payload of %d", e.Size, e.Offset, n)
	}
	size := width
	for _, d := range e.Shape {
		if d < 0 || d > 0 && size > math.MaxInt32/d {
			return fmt.Errorf("impossible shape %v", e.Shape)
		}
		size *= d
	}
	if size != e.Size {
		return fmt.Errorf("%s %v takes %d bytes, but has %d", e.Type, e.Shape, size, e.Size)
	}
	return nil
}

func aligned(n int) int { return (n + alignment - 1) / alignment * alignment }

// Meta returns the JSON value that the file's writer added, or nil.
func (f *File) Meta() json.RawMessage { return f.meta }

// Tensor returns the tensor of that name.
func (f *File) Tensor(name string) (Tensor, error) {
	t, ok := f.tensors[name]
	if !ok {
		return Tensor{}, fmt.Errorf("tensor %s: not in the weight file", name)
	}
	return t, nil
}

// Int8 returns the numbers of a tensor of type "i8". The shape must agree; -1
// stands for any length.
func (f *File) Int8(name string, shape ...int) ([]int8, error) {
	return numbers[int8](f, name, "i8", shape)
}

// Int32 is Int8 for type "i32".
func (f *File) Int32(name string, shape ...int) ([]int32, error) {
	return numbers[int32](f, name, "i32", shape)
}

// Float32 is Int8 for type "f32".
func (f *File) Float32(name string, shape ...int) ([]float32, error) {
	return numbers[float32](f, name, "f32", shape)
}

func numbers[N int8 | int32 | float32](f *File, name, kind string, shape []int) ([]N, error) {
	t, err := f.Tensor(name)
	if err != nil {
		return nil, err
	}
	ok := t.Type == kind && len(t.Shape) == len(shape)
	for i := 0; ok && i < len(shape); i++ {
		ok = shape[i] < 0 || shape[i] == t.Shape[i]
	}
	if !ok {
		return nil, fmt.Errorf("tensor %s: %s %v, want %s %v", name, t.Type, t.Shape, kind, shape)
	}
	return view[N](t.Data), nil
}

// view reads b as little-endian numbers, without a copy where the machine's
// order and alignment allow it: embedded files may start at any address.
func view[N int8 | int32 | float32](b []byte) []N {
	width := int(unsafe.Sizeof(N(0)))
	p := unsafe.Pointer(unsafe.SliceData(b))
	if width == 1 || littleEndian && uintptr(p)%uintptr(width) == 0 {
		return unsafe.Slice((*N)(p), len(b)/width)
	}
	out := make([]N, len(b)/width)
	// The lengths agree, so Decode cannot fail.
	_, _ = binary.Decode(b, binary.LittleEndian, out)
	return out
}

var littleEndian = binary.NativeEndian.Uint16([]byte{1, 0}) == 1

// A Named is a tensor to be written: Data is a []int8, []int32, []float32 or
// []byte, in row-major order. An empty Shape stands for [len(Data)].
type Named struct {
	Name  string
	Shape []int
	Data  any
}

// Write writes a weight file. Meta is stored as JSON; nil stores nothing.
func Write(w io.Writer, features int, meta any, tensors []Named) error {
	b, err := encode(features, meta, tensors)
	if err == nil {
		_, err = w.Write(b)
	}
	if err != nil {
		return fmt.Errorf("write weights: %w", err)
	}
	return nil
}

func encode(features int, meta any, tensors []Named) ([]byte, error) {
	h := header{Format: format, Features: features, Tensors: []entry{}}
	if meta != nil {
		raw, err := json.Marshal(meta)
		if err != nil {
			return nil, fmt.Errorf("meta: %w", err)
		}
		h.Meta = raw
	}
	var payload []byte
	for _, t := range tensors {
		kind, n := kindOf(t.Data)
		if kind == "" {
			return nil, fmt.Errorf("tensor %s: cannot store a %T", t.Name, t.Data)
		}
		payload = append(payload, make([]byte, aligned(len(payload))-len(payload))...)
		e := entry{Name: t.Name, Type: kind, Shape: t.Shape, Offset: len(payload)}
		if len(e.Shape) == 0 {
			e.Shape = []int{n}
		}
		var err error
		if payload, err = binary.Append(payload, binary.LittleEndian, t.Data); err != nil {
			return nil, fmt.Errorf("tensor %s: %w", t.Name, err)
		}
		e.Size = len(payload) - e.Offset
		if err := e.check(len(payload)); err != nil {
			return nil, fmt.Errorf("tensor %s: %w", t.Name, err)
		}
		h.Tensors = append(h.Tensors, e)
	}
	head, err := json.Marshal(h)
	if err != nil {
		return nil, fmt.Errorf("header: %w", err)
	}
	var b bytes.Buffer
	b.WriteString(magic)
	b.Write(binary.LittleEndian.AppendUint32(nil, uint32(len(head))))
	b.Write(head)
	b.Write(make([]byte, aligned(b.Len())-b.Len()))
	b.Write(payload)
	return b.Bytes(), nil
}

// kindOf returns the tensor type and the length of a slice of numbers.
func kindOf(data any) (string, int) {
	switch d := data.(type) {
	case []int8:
		return "i8", len(d)
	case []int32:
		return "i32", len(d)
	case []float32:
		return "f32", len(d)
	case []byte:
		return "bytes", len(d)
	}
	return "", 0
}
