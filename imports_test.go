package sayso

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/saysonews/sayso/"

// allowed lists what of ours each folder may import. The longest name that fits
// a folder counts; a name that ends in /... stands for all folders below it.
var allowed = []struct {
	folder  string
	imports []string
}{
	{"doc", nil},
	{"nn", nil},
	{"nn/gen", nil},
	{"weights", nil},
	{"analyze", []string{"doc"}},
	{"analyze/...", []string{"doc", "nn", "analyze"}},
	{"analyze/suite", []string{"doc", "analyze", "analyze/...", "weights", "nn"}},
	{"corpus", []string{"doc"}},
	{"corpus/...", []string{"doc", "corpus"}},
	{"eval", []string{"doc"}},
	{"input", []string{"doc", "input/..."}},
	{"input/...", []string{"doc"}},
	{"record", []string{"doc"}},
	{"sourcing", []string{"record"}},
	{"export", []string{"doc", "record", "sourcing", "archive", "link"}},
	{"web", []string{"record", "query", "archive", "export", "link"}},
	{"web/outline", nil},
	{"web/browsertest", nil},
	{"demo", nil},
	{"query", nil},
	{"link", []string{"record"}},
	{"link/...", []string{"record", "link"}},
	{"link/suite", []string{"record", "link", "link/..."}},
	{"archive", []string{"record", "query", "link"}},
	{"archive/...", []string{"record", "query", "link", "archive"}},
	{"internal/...", []string{"internal/..."}},
	{"cmd/...", []string{"..."}},
	{"train/stance", []string{"doc", "record", "corpus", "corpus/...", "analyze/...", "link", "link/..."}},
	{"train/...", []string{"doc", "analyze/..."}},
}

// TestImports holds the house of ARCHITECTURE.md. A stage's own inner folders
// count as the stage. Tests may import what they need.
func TestImports(t *testing.T) {
	seen := 0
	err := fs.WalkDir(os.DirFS("."), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() && strings.HasPrefix(e.Name(), ".") && name != "." {
			return fs.SkipDir
		}
		if e.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") || path.Dir(name) == "." {
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		rule, ok := ruleFor(path.Dir(name))
		if !ok {
			t.Errorf("%s: folder %s has no rule", name, path.Dir(name))
			return nil
		}
		for _, i := range f.Imports {
			p, _ := strconv.Unquote(i.Path.Value)
			if !strings.HasPrefix(p, module) {
				continue
			}
			seen++
			p = strings.TrimPrefix(p, module)
			if !fits(rule, p) && !own(path.Dir(name), p) {
				t.Errorf("%s imports %s; %s may import %v", name, p, path.Dir(name), rule)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen == 0 {
		t.Fatal("no imports seen")
	}
}

func ruleFor(folder string) ([]string, bool) {
	for _, a := range allowed {
		if a.folder == folder {
			return a.imports, true
		}
	}
	var best []string
	n := -1
	for _, a := range allowed {
		if base, ok := strings.CutSuffix(a.folder, "/..."); ok && strings.HasPrefix(folder, base+"/") && len(base) > n {
			best, n = a.imports, len(base)
		}
	}
	return best, n >= 0
}

func fits(rule []string, p string) bool {
	for _, r := range rule {
		base, tree := strings.CutSuffix(r, "...")
		if r == p || tree && strings.HasPrefix(p, base) {
			return true
		}
	}
	return false
}

// own tells whether p is an inner folder of the stage that folder belongs to.
func own(folder, p string) bool {
	parts := strings.Split(folder, "/")
	return len(parts) >= 2 && strings.HasPrefix(p, parts[0]+"/"+parts[1]+"/internal/")
}
