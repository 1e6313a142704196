package main

import (
	"errors"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
)

// stdinName is how standard input is written on the command line.
const stdinName = "-"

// An entry is one input to read, or the reason why there is none at its path.
type entry struct {
	path string
	err  error
}

// inputs are the files that args stand for: an argument's own, or all files of
// a folder in the order of their names. Hidden files and folders are left out
// of folders; links are followed, and each folder is read once an argument, so
// links that go in a circle end.
func inputs(args []string) iter.Seq[entry] {
	return func(yield func(entry) bool) {
		for _, arg := range args {
			if arg == stdinName || !isDir(arg) {
				if !yield(entry{arg, notReadable(arg, false)}) {
					return
				}
				continue
			}
			w := walker{seen: map[string]bool{}, yield: yield}
			if !w.dir(arg) {
				return
			}
		}
	}
}

func isDir(path string) bool {
	st, err := os.Stat(path)
	return err == nil && st.IsDir()
}

// A walker hands the files of a folder to yield.
type walker struct {
	seen  map[string]bool // folders by their real path
	yield func(entry) bool
}

// dir walks one folder; false means that enough is read.
func (w walker) dir(path string) bool {
	switch first, err := w.enter(path); {
	case err != nil:
		return w.yield(entry{path, err})
	case !first:
		return true
	}
	list, err := os.ReadDir(path) // sorted by name
	if err != nil && !w.yield(entry{path, err}) {
		return false
	}
	for _, e := range list {
		if strings.HasPrefix(e.Name(), ".") {
			continue
		}
		child := filepath.Join(path, e.Name())
		if isDir(child) {
			if !w.dir(child) {
				return false
			}
			continue
		}
		if !w.yield(entry{child, notReadable(child, true)}) {
			return false
		}
	}
	return true
}

// enter notes that a folder is read and tells whether that is the first time.
func (w walker) enter(path string) (first bool, err error) {
	real, err := filepath.EvalSymlinks(path)
	if err != nil {
		return false, err
	}
	if real, err = filepath.Abs(real); err != nil {
		return false, err
	}
	if w.seen[real] {
		return false, nil
	}
	w.seen[real] = true
	return true, nil
}

// Why a path is not read.
var (
	errDevice  = errors.New("is a device")
	errSocket  = errors.New("is a socket")
	errPipe    = errors.New("is a named pipe")
	errAddress = errors.New("is an address; save the page and read the file")
)

// notReadable is the reason why path is nothing to read a report from, or nil.
// A named pipe is fine where somebody names it, but in a folder nobody may ever
// write to it.
func notReadable(path string, inFolder bool) error {
	if path == stdinName {
		return nil
	}
	st, err := os.Stat(path)
	if err != nil {
		if strings.HasPrefix(path, "https://") || strings.HasPrefix(path, "http://") {
			return errAddress
		}
		return err
	}
	switch mode := st.Mode(); {
	case mode&fs.ModeDevice != 0:
		return errDevice
	case mode&fs.ModeSocket != 0:
		return errSocket
	case mode&fs.ModeNamedPipe != 0 && inFolder:
		return errPipe
	}
	return nil
}
