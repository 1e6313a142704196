package main

import (
	"io"
	"os"

	"github.com/charmbracelet/x/term"
)

// A terminal is what a page is laid out for.
type terminal struct {
	width int // in columns; 0 is not known
	color bool
}

// terminalOf tells what w is; the zero value where it is no terminal.
func terminalOf(w io.Writer) terminal {
	f, ok := asTerminal(w)
	if !ok {
		return terminal{}
	}
	width, _, err := term.GetSize(f.Fd())
	if err != nil {
		width = 0
	}
	return terminal{width: width, color: os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"}
}

func asTerminal(w io.Writer) (*os.File, bool) {
	f, ok := w.(*os.File)
	return f, ok && term.IsTerminal(f.Fd())
}
