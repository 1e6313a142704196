package web

import (
	"bytes"
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"net/http"
	"net/url"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/saysonews/sayso/archive/archivetest"
)

var update = flag.Bool("update", false, "write openapi.json")

// resourceWords are what the description says of each resource and action, by
// name: a line, and then its parameters with what each does.
var resourceWords = map[string][]string{
	"search":     {"Reports that a question finds, the newest first; on the first page with how many have which values", "q: the question, in the query language", "sort: best for the best first; the newest first otherwise", "all: 1 for older versions too"},
	"report":     {"A report: its text, its record, its claims, copies and versions"},
	"changes":    {"What changed between two versions of a report, or between any two reports", "to: ID of the other report; the version before, if it is left out"},
	"timeline":   {"Events in order of time", "q: the question whose reports are looked at", "by: when, reported or undated", "from: first day", "to: last day"},
	"places":     {"Places that the newest reports name, with their events", "q: the question whose reports are looked at", "view: how the page shows them"},
	"claims":     {"Claims, those of most reports first", "q: words that a claim has to hold"},
	"claim":      {"A claim: its sources, who repeats whom, and what each report says", "without: number of an origin that is taken away", "last: a decision to be told again, as the page's address names it"},
	"actors":     {"Actors across reports, those of most reports first", "q: words that a name has to hold"},
	"actor":      {"An actor: names, roles, what they said and what is said of them"},
	"publishers": {"Publishers, by how many reports there are of each"},
	"publisher":  {"The card of a publisher: how it names its sources, and whose words it prints"},
	"review":     {"Doubtful findings that nobody decided yet, the least certain of a stretch first", "kind: statement, claim, copy, identity or event", "skip: keys of findings to leave out, joined by points", "last: a decision to be told again, as the page's address names it", "limit: how many findings"},
	"decisions":  {"What people decided, the oldest first", "subject: ID of a report"},
	"jobs":       {"Where reading stands, and what failed, by cause", "files: how many files were added, as the page tells", "addresses: how many addresses were"},
	"failures":   {"Inputs that could not be read, by name", "cause: a class of failures"},

	"decide": {"Decide on a finding", "finding: as the queue names it", "verdict: accept, reject or correct for a statement; accept or reject for a copy; same or different for the others", "other: ID or address of a claim that is the same as the one that finding names as m and its ID, joined by a point, or is not", "speaker: of a correction, who says it; empty for nobody", "act: of a correction, what kind of word it is"},
	"undo":   {"Take a decision back: the last of whoever asks, or the one that is named", "decision: subject and ID, joined by a point"},
	"add":    {"Add files, as the parts \"file\" of a form of several parts, or addresses", "urls: addresses of pages, one a line"},
	"retry":  {"Read again what failed", "cause: a class of failures; all of them, if it is left out"},
}

// pageFields are parameters of the pages alone: what their forms bring along.
var pageFields = []string{"back", "after", "skip", "kind", "last", "files", "addresses"}

// outcomes are what actions answer.
var outcomes = map[string]any{"decide": Decided{}, "undo": Decided{}, "add": Added{}, "retry": Progress{}}

// A described is the description as it is made from the handlers.
type described struct {
	t       *testing.T
	schemas map[string]any
	types   map[string]reflect.Type // of the schemas
	words   map[string]string       // comments of types and fields, as "web.Claim" and "web.Claim.ID"
}

type object = map[string]any

// describe makes the description: models are those that the loaders give.
func describe(t *testing.T, r room, pages map[string]string) object {
	d := described{t, object{}, map[string]reflect.Type{}, comments(t)}
	s := &server{Options: Options{Store: r.store, Reader: &fakeReader{}, Now: time.Now}}
	paths := object{}
	for _, res := range s.resources() {
		if res.api != "" {
			paths[res.api] = object{"get": d.operation(res.name, parametersIn(res.api), d.schema(modelOf(t, s, res, pages[res.name])), nil)}
		}
	}
	for _, a := range s.actions() {
		op := d.operation(a.name, nil, d.schema(reflect.TypeOf(outcomes[a.name])), d.body(a.name))
		if there, ok := paths[a.api].(object); ok {
			there["post"] = op
		} else {
			paths[a.api] = object{"post": op}
		}
	}
	paths["/openapi.json"] = object{"get": object{"summary": "This description", "operationId": "openapi", "responses": object{"200": answer("An OpenAPI document", object{"type": "object"})}}}
	d.schema(reflect.TypeFor[Problem]())
	d.schemas["Error"] = object{"type": "object", "required": []string{"error"}, "properties": object{"error": object{"$ref": "#/components/schemas/Problem"}}}
	return object{
		"openapi": "3.1.0",
		"info": object{"title": "Sayso", "version": "1", "description": "An archive of news reports: who said what, who has it from whom. What the pages show, as JSON; a list goes on at the address that its next gives. " +
			"Answers have an ETag, and 304 is the answer to the same one in If-None-Match. Every page has its model at its own address with .json behind it too, and lists with .csv."},
		"servers":  []object{{"url": "/api/v1"}},
		"security": []object{{}, {"bearer": []string{}}, {"password": []string{}}, {"cookie": []string{}}},
		"paths":    paths,
		"components": object{
			"schemas": d.schemas,
			"securitySchemes": object{
				"bearer":   object{"type": "http", "scheme": "bearer", "description": "The token of the archive, where it asks for one"},
				"password": object{"type": "http", "scheme": "basic", "description": "The token as the password; the name is the one that decisions are kept with"},
				"cookie":   object{"type": "apiKey", "in": "cookie", "name": cookieName},
			},
			"responses": object{"Error": answer("What went wrong", object{"$ref": "#/components/schemas/Error"})},
		},
	}
}

// modelOf is the type of what a loader gives.
func modelOf(t *testing.T, s *server, res resource, page string) reflect.Type {
	u, err := url.Parse("http://localhost" + page)
	if err != nil {
		t.Fatal(err)
	}
	q := &http.Request{Method: http.MethodGet, URL: u, Header: http.Header{}}
	if parts := strings.Split(u.Path, "/"); strings.Contains(res.page, "{id}") {
		q.SetPathValue("id", parts[2])
	}
	model, err := res.load(t.Context(), requestOf(q))
	if err != nil {
		t.Fatalf("%s: %v", page, err)
	}
	return reflect.TypeOf(model)
}

func answer(what string, schema object) object {
	return object{"description": what, "content": object{"application/json": object{"schema": schema}}}
}

func (d *described) operation(name string, parameters []object, schema, body object) object {
	words := resourceWords[name]
	if words == nil {
		d.t.Fatalf("%s: no words for the description: add them to resourceWords", name)
	}
	ok := answer("The answer", schema)
	ok["headers"] = object{"ETag": object{"schema": object{"type": "string"}}}
	op := object{"summary": words[0], "operationId": name, "responses": object{"200": ok, "default": object{"$ref": "#/components/responses/Error"}}}
	if body != nil {
		op["requestBody"] = body
		return op
	}
	op["responses"].(object)["304"] = object{"description": "Not changed since the answer with the given ETag"}
	list := words[1:]
	ref, _ := schema["$ref"].(string)
	if properties, ok := d.schemas[strings.TrimPrefix(ref, "#/components/schemas/")].(object)["properties"].(object); ok && properties["next"] != nil {
		list = append(list, "after: where the page begins; the address in next has it", "limit: most entries of a page")
	}
	for _, w := range list {
		n, text, _ := strings.Cut(w, ": ")
		if !slices.ContainsFunc(parameters, func(p object) bool { return p["name"] == n }) {
			parameters = append(parameters, object{"name": n, "in": "query", "description": text, "schema": object{"type": parameterType(n)}})
		}
	}
	if parameters != nil {
		op["parameters"] = parameters
	}
	return op
}

func parameterType(name string) string {
	if slices.Contains([]string{"limit", "without", "files", "addresses"}, name) {
		return "integer"
	}
	return "string"
}

func parametersIn(path string) (out []object) {
	if strings.Contains(path, "{id}") {
		out = append(out, object{"name": "id", "in": "path", "required": true, "schema": object{"type": "string"}})
	}
	return out
}

// body is what an action takes: a form, or a JSON object of strings.
func (d *described) body(name string) object {
	properties := object{}
	for _, w := range resourceWords[name][1:] {
		n, text, _ := strings.Cut(w, ": ")
		properties[n] = object{"type": "string", "description": text}
	}
	schema := object{"type": "object", "properties": properties}
	content := object{"application/json": object{"schema": schema}, "application/x-www-form-urlencoded": object{"schema": schema}}
	if name == "add" {
		content["multipart/form-data"] = object{"schema": object{"type": "object", "properties": object{"file": object{"type": "array", "items": object{"type": "string", "contentMediaType": "application/octet-stream"}}, "urls": properties["urls"]}}}
	}
	return object{"content": content}
}

var (
	timeType = reflect.TypeFor[time.Time]()
	rawType  = reflect.TypeFor[json.RawMessage]()
)

// schema is the schema of what encoding/json writes of a type. Lists are never null.
func (d *described) schema(t reflect.Type) object {
	switch {
	case t == timeType:
		return object{"type": "string", "format": "date-time"}
	case t == rawType:
		return object{}
	}
	switch t.Kind() {
	case reflect.Pointer:
		return d.schema(t.Elem())
	case reflect.String:
		return object{"type": "string"}
	case reflect.Bool:
		return object{"type": "boolean"}
	case reflect.Float32, reflect.Float64:
		return object{"type": "number"}
	case reflect.Slice, reflect.Array:
		return object{"type": "array", "items": d.schema(t.Elem())}
	case reflect.Map:
		return object{"type": "object", "additionalProperties": d.schema(t.Elem())}
	case reflect.Struct:
		return d.named(t)
	}
	if t.ConvertibleTo(reflect.TypeFor[int]()) {
		return object{"type": "integer"}
	}
	d.t.Fatalf("no schema for %s", t)
	return nil
}

// named puts the schema of a struct with the others, and refers to it.
func (d *described) named(t reflect.Type) object {
	pkg := t.PkgPath()[strings.LastIndexByte(t.PkgPath(), '/')+1:]
	name := t.Name()
	if pkg != "web" { // archive.Report is not the Report of a page
		name = strings.ToUpper(pkg[:1]) + pkg[1:] + name
	}
	if name == "" {
		d.t.Fatalf("%s has no name", t)
	}
	ref := object{"$ref": "#/components/schemas/" + name}
	if d.types[name] != nil {
		return ref
	}
	d.types[name] = t
	properties, required := object{}, []string{}
	d.fields(t, properties, &required)
	s := object{"type": "object", "properties": properties}
	if len(required) > 0 {
		s["required"] = required
	}
	if w := d.words[pkg+"."+t.Name()]; w != "" {
		s["description"] = w
	}
	d.schemas[name] = s
	return ref
}

// fields adds the fields of a struct; those of a struct that is embedded come after
// its own, which hide them.
func (d *described) fields(t reflect.Type, properties object, required *[]string) {
	pkg := t.PkgPath()[strings.LastIndexByte(t.PkgPath(), '/')+1:]
	var embedded []reflect.Type
	for f := range fieldsOf(t) {
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.Anonymous && name == "" {
			embedded = append(embedded, f.Type)
			continue
		}
		name = cmp.Or(name, f.Name)
		if name == "-" || !f.IsExported() || properties[name] != nil {
			continue
		}
		s := d.schema(f.Type)
		optional := strings.Contains(options, "omitempty") || strings.Contains(options, "omitzero")
		if !optional && f.Type.Kind() == reflect.Pointer {
			s = object{"anyOf": []object{s, {"type": "null"}}}
		}
		if w := d.words[pkg+"."+t.Name()+"."+f.Name]; w != "" {
			s = maps.Clone(s)
			s["description"] = w
		}
		properties[name] = s
		if !optional {
			*required = append(*required, name)
		}
	}
	for _, e := range embedded {
		d.fields(e, properties, required)
	}
}

func fieldsOf(t reflect.Type) func(func(reflect.StructField) bool) {
	return func(yield func(reflect.StructField) bool) {
		for i := range t.NumField() {
			if !yield(t.Field(i)) {
				return
			}
		}
	}
}

// comments are what the source says of types and their fields.
func comments(t *testing.T) map[string]string {
	out := map[string]string{}
	for _, dir := range []string{".", "../archive", "../link", "../record"} {
		files, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			if !strings.HasSuffix(f.Name(), ".go") || strings.HasSuffix(f.Name(), "_test.go") {
				continue
			}
			file, err := parser.ParseFile(token.NewFileSet(), dir+"/"+f.Name(), nil, parser.ParseComments)
			if err != nil {
				t.Fatal(err)
			}
			for _, decl := range file.Decls {
				if g, ok := decl.(*ast.GenDecl); ok {
					commentsOf(g, file.Name.Name, out)
				}
			}
		}
	}
	return out
}

func commentsOf(g *ast.GenDecl, pkg string, out map[string]string) {
	for _, spec := range g.Specs {
		ts, ok := spec.(*ast.TypeSpec)
		if !ok {
			continue
		}
		st, ok := ts.Type.(*ast.StructType)
		if !ok {
			continue
		}
		name := pkg + "." + ts.Name.Name
		out[name] = oneLine(g.Doc.Text())
		for _, f := range st.Fields.List {
			for _, n := range f.Names {
				out[name+"."+n.Name] = oneLine(f.Doc.Text() + f.Comment.Text())
			}
		}
	}
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// written is the description as the file has it.
func written(t *testing.T, r room, pages map[string]string) []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(describe(t, r, pages)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// The description is the one that the handlers make: run with -update after a
// change of a model, a resource or an action.
func TestDescription(t *testing.T) {
	r, pages := hostileRoom(t)
	got := written(t, r, pages)
	if *update {
		if err := os.WriteFile("openapi.json", got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile("openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		a, b := strings.Split(string(want), "\n"), strings.Split(string(got), "\n")
		i := 0
		for i < min(len(a), len(b)) && a[i] == b[i] {
			i++
		}
		t.Errorf("openapi.json is not what the handlers do; run go test ./web -run Description -update, and look at the difference. Line %d:\n%s\nis now\n%s", i+1, strings.Join(a[i:min(i+3, len(a))], "\n"), strings.Join(b[i:min(i+3, len(b))], "\n"))
	}
}

// served is the description as programs get it.
func served(t *testing.T, r room) object {
	t.Helper()
	var d object
	r.getJSON("/api/v1/openapi.json", &d)
	return d
}

// Every path that is described is answered, and the other way round.
func TestEveryPathIsDescribed(t *testing.T) {
	r, _ := hostileRoom(t)
	want := []string{"get /openapi.json"}
	s := &server{}
	for _, res := range s.resources() {
		if res.api != "" {
			want = append(want, "get "+res.api)
		}
	}
	for _, a := range s.actions() {
		want = append(want, "post "+a.api)
	}
	var got []string
	for path, operations := range served(t, r)["paths"].(object) {
		for method := range operations.(object) {
			got = append(got, method+" "+path)
		}
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(want, got) {
		t.Errorf("described are %v; answered are %v", got, want)
	}
}

// answers holds answers to the description.
type answers struct {
	t        *testing.T
	compiler *jsonschema.Compiler
	doc      object
}

// newAnswers reads the description so that nothing may be there that it does not
// name: programs are told that fields may be added, tests are not.
func newAnswers(t *testing.T, r room) answers {
	doc := served(t, r)
	for _, s := range doc["components"].(object)["schemas"].(object) {
		if s := s.(object); s["properties"] != nil {
			s["additionalProperties"] = false
		}
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("http://localhost/openapi.json", doc); err != nil {
		t.Fatal(err)
	}
	return answers{t, c, doc}
}

// hold checks a body against the schema of an operation's answer.
func (a answers) hold(method, path, status string, body []byte) {
	a.t.Helper()
	at := []string{"paths", path, method, "responses", status, "content", "application/json", "schema"}
	if status == "default" {
		at = []string{"components", "responses", "Error", "content", "application/json", "schema"}
	}
	for i, s := range at {
		at[i] = url.PathEscape(strings.NewReplacer("~", "~0", "/", "~1").Replace(s))
	}
	schema, err := a.compiler.Compile("http://localhost/openapi.json#/" + strings.Join(at, "/"))
	if err != nil {
		a.t.Fatal(err)
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
	if err != nil {
		a.t.Fatalf("%s %s: %v: %.200s", method, path, err, body)
	}
	if err := schema.Validate(v); err != nil {
		a.t.Errorf("%s %s: %v", method, path, err)
	}
}

// Every answer is what its description says: of an archive with everything in it, of
// one with a report that nothing is found in, and of an empty one.
func TestAnswersHoldToTheDescription(t *testing.T) {
	full, pages := hostileRoom(t)
	a := newAnswers(t, full)
	bare, empty := newRoom(t), newRoom(t, reading(&fakeReader{}))
	plain := bare.add(archivetest.Story{Text: "It rained."})
	a.hold("get", "/reports/{id}", "200", []byte(bare.get("/api/v1/reports/"+plain[0], http.StatusOK)))
	a.hold("get", "/reports/{id}/changes", "200", []byte(bare.get("/api/v1/reports/"+plain[0]+"/changes?to="+plain[0], http.StatusOK)))
	for _, res := range (&server{}).resources() {
		if res.api == "" {
			continue
		}
		path := apiPath(res, pages[res.name])
		a.hold("get", res.api, "200", []byte(full.get("/api/v1"+path, http.StatusOK)))
		a.hold("get", res.api, "default", []byte(full.get("/api/v1"+res.api+"/none/none", http.StatusNotFound)))
		if strings.Contains(res.api, "{id}") {
			a.hold("get", res.api, "default", []byte(empty.get("/api/v1"+path, http.StatusNotFound)))
			continue
		}
		a.hold("get", res.api, "200", []byte(empty.get("/api/v1"+path, http.StatusOK)))
		a.hold("get", res.api, "200", []byte(bare.get("/api/v1"+path, http.StatusOK)))
	}
	for _, kind := range []string{"statement", "identity", "claim"} {
		a.hold("get", "/review", "200", []byte(full.get("/api/v1/review?kind="+kind, http.StatusOK)))
	}
}

// apiPath is where the interface has what a page shows.
func apiPath(res resource, page string) string {
	path, question, _ := strings.Cut(page, "?")
	out := res.api
	if parts := strings.Split(path, "/"); strings.Contains(out, "{id}") {
		out = strings.Replace(out, "{id}", parts[2], 1)
	}
	return out + "?" + question
}

func TestOutcomesHoldToTheDescription(t *testing.T) {
	r, _ := hostileRoom(t)
	a := newAnswers(t, r)
	var m Review
	r.getJSON("/api/v1/review", &m)
	post := func(path, body string, status int, described string) {
		t.Helper()
		w := r.request(http.MethodPost, "/api/v1"+path, func(q *http.Request) {
			q.Body = readCloser(body)
			q.Header.Set("Content-Type", "application/json; charset=utf-8")
		})
		if w.Code != status {
			t.Fatalf("%s: %d: %s", path, w.Code, w.Body)
		}
		a.hold("post", path, described, w.Body.Bytes())
	}
	f, _ := json.Marshal(m.Findings[0].Finding)
	post("/review", fmt.Sprintf(`{"finding":%s,"verdict":"correct","speaker":"Ida","act":"claim"}`, f), 200, "200")
	post("/review/undo", `{}`, 200, "200")
	post("/jobs", `{"urls":"http://example.org/"}`, 200, "200")
	post("/jobs/retry", `{"cause":""}`, 200, "200")
	post("/review", `{}`, 400, "default")
	post("/review", `[1]`, 400, "default")
	post("/jobs", `{"urls":"x"}`, 400, "default")
	post("/review/undo", `{"decision":"x.1"}`, 409, "default")
	a.hold("get", "/claims", "default", r.request(http.MethodGet, "/api/v1/claims", func(q *http.Request) { q.Host = "evil.example" }).Body.Bytes())
	closed := newRoom(t, func(o *Options) { o.Token = "x" })
	a.hold("get", "/claims", "default", closed.request(http.MethodGet, "/api/v1/claims").Body.Bytes())
}

type stringBody struct{ *strings.Reader }

func (stringBody) Close() error { return nil }

func readCloser(s string) stringBody { return stringBody{strings.NewReader(s)} }

// What is no place in a list is a slip of whoever asks, not a fault of the program.
func TestStrangeCursors(t *testing.T) {
	r, pages := hostileRoom(t)
	for _, res := range (&server{}).resources() {
		for _, after := range []string{"nonsense", "-1", "1.2.3.4", evil} {
			path, _, _ := strings.Cut(pages[res.name], "?")
			if w := r.request(http.MethodGet, path+"?after="+url.QueryEscape(after)); w.Code != http.StatusOK && w.Code != http.StatusBadRequest {
				t.Errorf("%s after %q: %d", res.name, after, w.Code)
			}
		}
	}
}

// The same question has the same tag; whoever brings it gets no body.
func TestTags(t *testing.T) {
	r, pages := hostileRoom(t)
	for _, res := range (&server{}).resources() {
		if res.api == "" {
			continue
		}
		path := "/api/v1" + apiPath(res, pages[res.name])
		tag := r.request(http.MethodGet, path).Header().Get("ETag")
		w := r.request(http.MethodGet, path, func(q *http.Request) { q.Header.Set("If-None-Match", tag) })
		if tag == "" || w.Code != http.StatusNotModified || w.Body.Len() > 0 {
			t.Errorf("%s: tag %q, then %d with %d bytes", path, tag, w.Code, w.Body.Len())
		}
	}
}

// No list stands by itself, and every page is what its address with .json says.
func TestPagesAndInterfaceAgree(t *testing.T) {
	r, pages := hostileRoom(t)
	for _, res := range (&server{}).resources() {
		if res.api == "" || strings.HasSuffix(res.page, "{$}") {
			continue
		}
		api := r.get("/api/v1"+apiPath(res, pages[res.name]), http.StatusOK)
		path, question, _ := strings.Cut(pages[res.name], "?")
		page := r.get(path+".json?"+question, http.StatusOK)
		if !strings.HasPrefix(api, "{") || strings.ReplaceAll(api, "/api/v1", "") != strings.ReplaceAll(page, ".json?", "?") {
			t.Errorf("%s: %.300s\nis not\n%.300s", res.name, api, page)
		}
	}
}

var getsParameter = regexp.MustCompile(`\bq\.get\("([a-zA-Z]+)"\)`)

// Every parameter that a loader asks for is described.
func TestEveryParameterIsDescribed(t *testing.T) {
	known := map[string]bool{"limit": true, "after": true, "token": true}
	for _, words := range resourceWords {
		for _, w := range words[1:] {
			n, _, _ := strings.Cut(w, ": ")
			known[n] = true
		}
	}
	for _, n := range pageFields {
		known[n] = true
	}
	files, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, f := range files {
		if !strings.HasSuffix(f.Name(), ".go") || strings.HasSuffix(f.Name(), "_test.go") {
			continue
		}
		b, err := os.ReadFile(f.Name())
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range getsParameter.FindAllStringSubmatch(string(b), -1) {
			if found++; !known[m[1]] {
				t.Errorf("%s asks for %q, which resourceWords does not tell of", f.Name(), m[1])
			}
		}
	}
	if found < 10 {
		t.Errorf("only %d parameters are asked for: the pattern does not find them any more", found)
	}
}
