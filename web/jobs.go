package web

import (
	"cmp"
	"context"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/saysonews/sayso/archive"
)

// A Jobs is where reading stands, and what failed, by cause.
type Jobs struct {
	Open     bool       `json:"open"`               // reports can be added here
	Progress *Progress  `json:"progress,omitempty"` // since the program was started; only where it is Open
	Reports  int        `json:"reports"`            // in the archive, with all versions
	Failures int        `json:"failures"`
	Causes   []JobCause `json:"causes"` // the most frequent first

	told *Added // what was added just now
}

// A JobCause is a class of failures with some of them.
type JobCause struct {
	Cause    string       `json:"cause"`
	Failures int          `json:"failures"`
	Some     []JobFailure `json:"some"` // the first by name
}

// A JobFailure is an input that could not be read.
type JobFailure struct {
	Input   string    `json:"input"` // path, address, or name of a file that somebody added
	Cause   string    `json:"cause"`
	Message string    `json:"message"`
	Times   int       `json:"times"` // how often it was tried
	First   time.Time `json:"first"`
	Last    time.Time `json:"last"`
}

// someFailures is how many failures of a cause the page shows; the list of all is
// a page of its own.
const someFailures = 5

func (s *server) jobs(ctx context.Context, q request) (any, error) {
	stats, err := s.Store.Stats(ctx)
	if err != nil {
		return nil, err
	}
	m := &Jobs{Open: s.Reader != nil, Reports: stats.Reports, Failures: stats.Failures, Causes: []JobCause{}, told: addedBefore(q)}
	if m.Open {
		p := s.Reader.Progress()
		m.Progress = &p
	}
	causes, err := s.Store.Causes(ctx)
	if err != nil {
		return nil, err
	}
	for _, c := range causes {
		list, err := s.Store.Failures(ctx, c.Name, archive.Page{Limit: someFailures})
		if err != nil {
			return nil, err
		}
		m.Causes = append(m.Causes, JobCause{c.Name, c.Failures, jobFailures(list.Items)})
	}
	return m, nil
}

func jobFailures(list []archive.Failure) []JobFailure {
	out := []JobFailure{}
	for _, f := range list {
		out = append(out, JobFailure{f.Input.Name, f.Cause, f.Message, f.Times, f.First, f.Last})
	}
	return out
}

// Busy tells whether something is being read or linked.
func (p *Progress) Busy() bool { return p.Waiting > 0 || p.Current != "" || p.Linking }

// PerMinute is the rate as people read it.
func (p *Progress) PerMinute() int { return int(p.Rate*60 + .5) }

// Title is that of the page.
func (m *Jobs) Title() string { return "Jobs" }

// Told is what was added just now; nil for nothing.
func (m *Jobs) Told() *Added { return m.told }

// causeWords are the causes that have advice in the catalogue.
var causeWords = map[string]string{
	"bad address": "address", "refused address": "private", "not found": "missing", "no access": "access", "too many requests": "busy",
	"server error": "server", "unreachable": "unreachable", "bad certificate": "certificate", "redirects": "redirects", "timeout": "slow",
	"too large": "large", "not a report": "report", "cut off": "cut", "stopped": "stopped",
	"no text in the page": "notext", "no text": "notext", "no text layer (scanned pages?)": "scan", "encrypted PDF": "encrypted",
	"malformed PDF": "damaged", "damaged file": "damaged", "malformed JSON": "json", "not a JSON object": "json", "not text": "format", "format not supported": "format",
	"PDF takes too long to read": "slow", "page takes too long to read": "slow",
}

// Advice is the key of the words for what to do about a cause.
func (c JobCause) Advice() string { return "cause." + cmp.Or(causeWords[c.Cause], "other") }

// More tells whether there are failures that are not shown.
func (c JobCause) More() bool { return c.Failures > len(c.Some) }

// Failures are inputs that could not be read, by name.
type Failures struct {
	Cause    string       `json:"cause,omitempty"` // of all of them; "" any
	Failures []JobFailure `json:"failures"`
	Page
}

func (s *server) failures(ctx context.Context, q request) (any, error) {
	m := &Failures{Cause: q.get("cause")}
	list, err := s.Store.Failures(ctx, m.Cause, q.page())
	m.Failures, m.after = jobFailures(list.Items), list.Next
	return m, err
}

// Title is that of the page.
func (m *Failures) Title() string { return "Failures" }

// Table has a row a failure.
func (m *Failures) Table() [][]string {
	rows := [][]string{{"input", "cause", "message", "times", "first", "last"}}
	for _, f := range m.Failures {
		rows = append(rows, []string{f.Input, f.Cause, f.Message, strconv.Itoa(f.Times), f.First.Format(time.RFC3339), f.Last.Format(time.RFC3339)})
	}
	return rows
}

// An Added is how much of what somebody added waits to be read.
type Added struct {
	Files     int `json:"files"`
	Addresses int `json:"addresses"`
}

// add queues the files and the addresses of a form.
func (s *server) add(ctx context.Context, q request) (any, error) {
	if s.Reader == nil {
		return nil, readOnly()
	}
	var a Added
	var err error
	if kind := q.raw.Header.Get("Content-Type"); strings.HasPrefix(kind, "multipart/form-data") {
		err = s.addParts(ctx, q.raw, &a)
	} else {
		err = s.addAddresses(ctx, q.get("urls"), &a)
	}
	if err == nil && a == (Added{}) {
		err = badRequest("There is neither a file nor an address.")
	}
	if err != nil {
		return nil, err
	}
	q.values.Set("files", strconv.Itoa(a.Files))
	q.values.Set("addresses", strconv.Itoa(a.Addresses))
	return a, nil
}

// addParts queues the parts of a form: files, and "urls" as text.
func (s *server) addParts(ctx context.Context, r *http.Request, a *Added) error {
	parts, err := r.MultipartReader()
	if err != nil {
		return badRequest("The form could not be read.")
	}
	for {
		p, err := parts.NextPart()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return uploadProblem(err)
		}
		if err := s.addPart(ctx, p, a); err != nil {
			return err
		}
	}
}

func (s *server) addPart(ctx context.Context, p *multipart.Part, a *Added) error {
	data, err := io.ReadAll(p)
	if err != nil {
		return uploadProblem(err)
	}
	switch {
	case p.FormName() == "urls":
		return s.addAddresses(ctx, string(data), a)
	case p.FormName() != "file" || p.FileName() == "" && len(data) == 0: // no file was chosen
		return nil
	}
	if err := s.Reader.Upload(ctx, baseName(p.FileName()), data); err != nil {
		return err
	}
	a.Files++
	return nil
}

func uploadProblem(err error) Problem {
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return Problem{http.StatusRequestEntityTooLarge, "too-large", "More than 64 MB at once. Add fewer files, or with the command sayso add."}
	}
	return badRequest("The upload broke off.")
}

// longestName is how many bytes of a file's name are kept.
const longestName = 200

// baseName is the name of a file without the folders before it, whichever way they
// are written, and without what is no part of a name.
func baseName(name string) string {
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	name = strings.Map(func(c rune) rune {
		if unicode.IsControl(c) || c == unicode.ReplacementChar {
			return -1
		}
		return c
	}, strings.ToValidUTF8(name, ""))
	name = strings.TrimLeft(strings.TrimSpace(name), ".")
	if len(name) > longestName {
		name = strings.ToValidUTF8(name[len(name)-longestName:], "") // the end tells the format
	}
	return cmp.Or(name, "file")
}

// mostAddresses is how many addresses may be added at once.
const mostAddresses = 1000

// addAddresses queues the pages at addresses, one a line. All are looked at before
// the first is queued.
func (s *server) addAddresses(ctx context.Context, text string, a *Added) error {
	var list []string
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		u, err := url.Parse(line)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil {
			return badRequest("This is no address of a page: " + shorten(line))
		}
		list = append(list, u.String())
	}
	if len(list) > mostAddresses {
		return badRequest("That is more than " + strconv.Itoa(mostAddresses) + " addresses at once.")
	}
	for _, u := range list {
		if err := s.Reader.Fetch(ctx, u); err != nil {
			return err
		}
		a.Addresses++
	}
	return nil
}

// shorten is the beginning of a long line.
func shorten(line string) string {
	if r := []rune(line); len(r) > 100 {
		return string(r[:100]) + " …"
	}
	return line
}

// retry queues what failed once more.
func (s *server) retry(ctx context.Context, q request) (any, error) {
	if s.Reader == nil {
		return nil, readOnly()
	}
	if err := s.Reader.Retry(ctx, q.get("cause")); err != nil {
		return nil, err
	}
	return s.Reader.Progress(), nil
}

// backToJobs is the page after something was added.
func backToJobs(q request) string {
	v := url.Values{}
	for _, name := range []string{"files", "addresses"} {
		if q.get(name) != "" {
			v.Set(name, q.get(name))
		}
	}
	if len(v) == 0 {
		return "/jobs"
	}
	return "/jobs?" + v.Encode()
}

// addedBefore is what the address of the page says was added.
func addedBefore(q request) *Added {
	files, _ := strconv.Atoi(q.get("files"))
	addresses, _ := strconv.Atoi(q.get("addresses"))
	if files <= 0 && addresses <= 0 {
		return nil
	}
	return &Added{max(files, 0), max(addresses, 0)}
}

// Done and Whole are how far reading is, as a bar shows it.
func (p *Progress) Done() int { return p.Read + p.Same + p.Failed }

// Whole is what Done grows to.
func (p *Progress) Whole() int { return max(1, p.Done()+p.Waiting) }
