package browsertest

import (
	"bytes"
	"cmp"
	"context"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// looks are how every page is pictured.
var looks = []struct {
	name, scheme  string
	width, height int64
}{
	{"light", "light", 1280, 1000},
	{"dark", "dark", 1280, 1000},
	{"narrow", "light", 360, 1200},
}

// TestPictures writes a picture of every page in every look, for people to look at.
func TestPictures(t *testing.T) {
	if *pictures == "" {
		t.Skip("no folder for pictures is given (-screenshots)")
	}
	each(t, demoRoom(t), func(t *testing.T, s sight, b *tab) {
		for _, l := range looks {
			b.screen(l.width, l.height)
			b.scheme(l.scheme)
			name := filepath.Join(*pictures, s.name+"-"+l.name+".png")
			if err := os.WriteFile(name, small(t, b.picture()), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	})
}

// picture is the window as a PNG.
func (b *tab) picture() []byte {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	shot, err := chromedp.Run(ctx, func(ctx context.Context, t *chromedp.Target) (page.CaptureScreenshotResult, error) {
		return cdp.Call(ctx, t, page.CaptureScreenshot, page.CaptureScreenshotParams{Format: page.CaptureScreenshotFormatPng})
	})
	if err != nil {
		b.t.Fatal("picture: ", err)
	}
	return shot.Data
}

// most is how many colours a picture of a page keeps. Pages are mostly paper and
// ink: with the colours that are used most the eye misses nothing, and a picture
// takes a third.
const most = 64

// small is a PNG with its commonest colours only.
func small(t *testing.T, data []byte) []byte {
	t.Helper()
	full, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	count := map[color.Color]int{}
	for y := range full.Bounds().Dy() {
		for x := range full.Bounds().Dx() {
			count[full.At(x, y)]++
		}
	}
	var palette color.Palette
	for c := range count {
		palette = append(palette, c)
	}
	slices.SortFunc(palette, func(a, b color.Color) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(number(a), number(b)))
	})
	palette = palette[:min(len(palette), most)]
	nearest := map[color.Color]uint8{}
	for c := range count {
		nearest[c] = uint8(palette.Index(c))
	}
	out := image.NewPaletted(full.Bounds(), palette)
	for y := range full.Bounds().Dy() {
		for x := range full.Bounds().Dx() {
			out.SetColorIndex(x, y, nearest[full.At(x, y)])
		}
	}
	var b bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&b, out); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// number is a colour as one number.
func number(c color.Color) uint64 {
	r, g, b, a := c.RGBA()
	return uint64(r)<<48 | uint64(g)<<32 | uint64(b)<<16 | uint64(a)
}
