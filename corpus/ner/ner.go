package ner

import (
	"io"
	"path/filepath"

	"github.com/saysonews/sayso/corpus"
	"github.com/saysonews/sayso/doc"
)

// A Document is a text with its names.
type Document struct {
	ID            string
	Source        string // "wikigold", "re3d/BBC Online", …
	Licence       string
	NonCommercial bool // the licence forbids commercial use

	Doc      doc.Doc      // Text; Paragraphs, Tokens and Sentences where the corpus has tokens
	Entities []doc.Entity // gold, in text order, without overlap; Tokens empty where there are none
	HasMisc  bool         // the corpus marks names of kind other

	// Open are stretches of text where the gold leaves open whether a name
	// stands there: phrases that re3d marks whole ("the rebel-held town of …").
	// Names in Entities may lie within and are certain.
	Open []doc.Span
}

// A Corpus is a corpus of names and where it lies.
type Corpus struct {
	Name       string
	Train, Dev string // paths below the corpora's folder; "" for none
	Read       func(io.Reader) ([]Document, error)
}

// Corpora lists the corpora, those marked by hand first.
func Corpora() []Corpus {
	at := func(folder, file string) string { return filepath.Join("ner", folder, file) }
	return []Corpus{
		{"wikigold", at("wikigold", "train.conll.gz"), at("wikigold", "dev.conll.gz"), ReadWikiGold},
		{"uner-ewt", "", at("uner-ewt", "en_ewt-ud-dev.iob2.gz"), ReadUNER},
		{"crossner-politics", at("crossner-politics", "train.conll.gz"), at("crossner-politics", "dev.conll.gz"), ReadCrossNER},
		{"ieer", at("ieer", "train.jsonl.gz"), at("ieer", "dev.jsonl.gz"), ReadIEER},
		{"re3d", at("re3d", "train.jsonl.gz"), at("re3d", "dev.jsonl.gz"), ReadRE3D},
		{"wikineural-en", at("wikineural-en", "train.conll.gz"), at("wikineural-en", "dev.conll.gz"), ReadWikiNEuRal},
	}
}

// ReadTrain reads c's training part below the folder corpora; nothing where it
// has none.
func (c Corpus) ReadTrain(corpora string) ([]Document, error) { return c.read(corpora, c.Train) }

// ReadDev reads c's development part below the folder corpora.
func (c Corpus) ReadDev(corpora string) ([]Document, error) { return c.read(corpora, c.Dev) }

func (c Corpus) read(corpora, file string) ([]Document, error) {
	if file == "" {
		return nil, nil
	}
	return corpus.ReadFile(filepath.Join(corpora, file), c.Read)
}

// conllKinds are the four classes of CoNLL-2003.
var conllKinds = map[string]doc.EntityKind{
	"PER": doc.Person, "ORG": doc.Organization, "LOC": doc.Location, "MISC": doc.Other,
}

// crossKinds are the classes of CrossNER's politics domain.
var crossKinds = map[string]doc.EntityKind{
	"politician": doc.Person, "person": doc.Person,
	"organisation": doc.Organization, "politicalparty": doc.Organization,
	"country": doc.Location, "location": doc.Location,
	"event": doc.Other, "election": doc.Other, "misc": doc.Other,
}

// ieerKinds are those classes of IEER that are names.
var ieerKinds = map[string]doc.EntityKind{
	"PERSON": doc.Person, "ORGANIZATION": doc.Organization, "LOCATION": doc.Location,
}

// re3dKinds are those classes of re3d that may be names. Nationality is left
// out: only few were confirmed.
var re3dKinds = map[string]doc.EntityKind{
	"Person": doc.Person, "Organisation": doc.Organization, "Location": doc.Location,
}

// re3dLicences gives the licence of each of re3d's sources.
var re3dLicences = map[string]string{
	"Australian Department of Foreign Affairs": "CC BY 3.0 AU",
	"BBC Online": "CC BY-NC 3.0",
	"CENTCOM":    "public domain",
	"Delegation of the European Union to Syria": "EEAS notice",
	"UK Government":       "OGL 3.0",
	"US State Department": "public domain",
	"Wikipedia":           "CC BY-SA 3.0",
}
