package pdf

import (
	"io"
	"math"

	lib "github.com/ledongthuc/pdf"
)

// A glyph is a piece of text with its place on the page.
type glyph struct {
	s      string
	x0, x1 float64 // points, left and right end
	y      float64 // points, baseline, upward
	size   float64 // points
	bold   bool
}

// A matrix is a b c d e f of PDF: x' = a x + c y + e, y' = b x + d y + f.
type matrix [6]float64

var identity = matrix{1, 0, 0, 1, 0, 0}

// then is m followed by n.
func (m matrix) then(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

// state is the part of the graphics state that places text.
type state struct {
	ctm                 matrix
	font                *font
	size, charGap, wGap float64
	scale, lead, rise   float64
}

// content runs the content streams of one page and collects its glyphs.
type content struct {
	glyphs []glyph
	limit  int // glyphs at most
	fonts  map[string]*font

	state
	stack    []state
	text     matrix // text matrix
	textLine matrix // text line matrix
}

// Bounds on what one page may cost.
const (
	maxStream = 32 << 20 // bytes of a decoded stream
	maxForms  = 12       // nesting of form XObjects
	maxStates = 256      // nesting of graphics states
)

// page runs the content of p.
func (c *content) page(p lib.Page) {
	c.state = state{ctm: rotation(p), scale: 1}
	c.run(p.V.Key("Contents"), p.Resources(), 0)
}

// rotation turns the page upright. Where the page lies does not matter.
func rotation(p lib.Page) matrix {
	v := p.V
	for i := 0; i < 32 && v.Key("Rotate").IsNull() && !v.Key("Parent").IsNull(); i++ {
		v = v.Key("Parent")
	}
	switch (v.Key("Rotate").Int64()%360 + 360) % 360 {
	case 90:
		return matrix{0, -1, 1, 0, 0, 0}
	case 180:
		return matrix{-1, 0, 0, -1, 0, 0}
	case 270:
		return matrix{0, 1, -1, 0, 0, 0}
	}
	return identity
}

// streamBytes decodes a stream, or a list of streams as one.
func streamBytes(v lib.Value) []byte {
	var out []byte
	read := func(s lib.Value) {
		if s.Kind() != lib.Stream {
			return
		}
		r := s.Reader()
		defer r.Close()
		// A damaged stream gives what comes before the damage.
		b, _ := io.ReadAll(io.LimitReader(r, int64(maxStream-len(out))))
		out = append(append(out, b...), '\n')
	}
	if v.Kind() != lib.Array {
		read(v)
		return out
	}
	for i := 0; i < v.Len() && len(out) < maxStream; i++ {
		read(v.Index(i))
	}
	return out
}

// run interprets one content stream with its resources.
func (c *content) run(stream, resources lib.Value, depth int) {
	lex := lexer{b: streamBytes(stream)}
	var args []operand
	for len(c.glyphs) < c.limit {
		tok, ok := lex.next()
		if !ok {
			return
		}
		if !tok.operator {
			if len(args) < 64 {
				args = append(args, tok)
			}
			continue
		}
		c.do(tok.s, args, resources, depth)
		args = args[:0]
	}
}

// numbers gives the last n operands as numbers; nil where there are fewer.
func numbers(args []operand, n int) []float64 {
	if len(args) < n {
		return nil
	}
	out := make([]float64, n)
	for i, a := range args[len(args)-n:] {
		out[i] = a.n
	}
	return out
}

// do carries out one operator. Operators that place no text are skipped.
func (c *content) do(op string, args []operand, resources lib.Value, depth int) {
	switch op {
	case "q":
		if len(c.stack) < maxStates {
			c.stack = append(c.stack, c.state)
		}
	case "Q":
		if n := len(c.stack); n > 0 {
			c.state, c.stack = c.stack[n-1], c.stack[:n-1]
		}
	case "cm":
		if v := numbers(args, 6); v != nil {
			c.ctm = matrix(v).then(c.ctm)
		}
	case "Do":
		if len(args) > 0 && depth < maxForms {
			c.form(resources.Key("XObject").Key(args[len(args)-1].s), resources, depth)
		}
	case "BT":
		c.text, c.textLine = identity, identity
	case "Tf":
		if len(args) >= 2 {
			c.font = c.fontOf(args[len(args)-2].s, resources)
			c.size = args[len(args)-1].n
		}
	case "Tm":
		if v := numbers(args, 6); v != nil {
			c.text, c.textLine = matrix(v), matrix(v)
		}
	case "Td", "TD":
		if v := numbers(args, 2); v != nil {
			if op == "TD" {
				c.lead = -v[1]
			}
			c.move(v[0], v[1])
		}
	case "T*":
		c.move(0, -c.lead)
	case "Tj":
		c.showArgs(args)
	case "'":
		c.move(0, -c.lead)
		c.showArgs(args)
	case "\"":
		if len(args) >= 3 {
			c.wGap, c.charGap = args[len(args)-3].n, args[len(args)-2].n
		}
		c.move(0, -c.lead)
		c.showArgs(args)
	case "TJ":
		if len(args) > 0 {
			c.showArgs(args[len(args)-1].list)
		}
	default:
		c.set(op, args)
	}
}

// set takes over a text parameter.
func (c *content) set(op string, args []operand) {
	v := numbers(args, 1)
	if v == nil {
		return
	}
	switch op {
	case "Tc":
		c.charGap = v[0]
	case "Tw":
		c.wGap = v[0]
	case "Tz":
		c.scale = v[0] / 100
	case "TL":
		c.lead = v[0]
	case "Ts":
		c.rise = v[0]
	}
}

func (c *content) move(x, y float64) {
	c.textLine = matrix{1, 0, 0, 1, x, y}.then(c.textLine)
	c.text = c.textLine
}

// form runs a form XObject: a stream with a place and resources of its own.
func (c *content) form(x, outer lib.Value, depth int) {
	if x.Key("Subtype").Name() != "Form" {
		return
	}
	saved, stack := c.state, c.stack
	if m := x.Key("Matrix"); m.Len() == 6 {
		var place matrix
		for i := range place {
			place[i] = m.Index(i).Float64()
		}
		c.ctm = place.then(c.ctm)
	}
	resources := x.Key("Resources")
	if resources.IsNull() {
		resources = outer
	}
	c.stack = nil
	c.run(x, resources, depth+1)
	c.state, c.stack = saved, stack
}

// fontOf finds a font of the resources. Fonts are kept by what they are, since
// forms may call different fonts by one name.
func (c *content) fontOf(name string, resources lib.Value) *font {
	v := resources.Key("Font").Key(name)
	key := name + "\x00" + v.Key("BaseFont").Name() + "\x00" + v.Key("ToUnicode").String()
	f := c.fonts[key]
	if f == nil {
		f = newFont(v)
		c.fonts[key] = f
	}
	return f
}

// showArgs shows strings; numbers between them move the pen.
func (c *content) showArgs(args []operand) {
	for _, a := range args {
		if a.str {
			c.show(a.s)
			continue
		}
		c.advance(-a.n / 1000 * c.size * c.scale)
	}
}

func (c *content) advance(x float64) {
	c.text = matrix{1, 0, 0, 1, x, 0}.then(c.text)
}

// show places the glyphs of one string. Text that does not run from left to
// right is left out: it is stamped along margins.
func (c *content) show(s string) {
	if c.font == nil {
		return
	}
	for len(s) > 0 && len(c.glyphs) < c.limit {
		code, n := c.font.next(s)
		s = s[n:]
		t := matrix{c.size * c.scale, 0, 0, c.size, 0, c.rise}.then(c.text).then(c.ctm)
		width := c.font.width(code)
		step := width/1000*c.size + c.charGap
		if n == 1 && code == ' ' {
			step += c.wGap
		}
		text := c.font.text(code, n)
		size := math.Hypot(t[2], t[3])
		if text != "" && t[0] > 0 && math.Abs(t[1]) < t[0]/4 && finite(t) && size > 0.5 && size < 2000 {
			c.glyphs = append(c.glyphs, glyph{s: text, x0: t[4], x1: t[4] + width/1000*t[0], y: t[5], size: size, bold: c.font.bold})
		}
		c.advance(step * c.scale)
	}
}

func finite(m matrix) bool {
	for _, v := range m {
		if math.IsNaN(v) || math.Abs(v) > 1e6 {
			return false
		}
	}
	return true
}
