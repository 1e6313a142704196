package query

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/saysonews/sayso/record"
)

// statementSchema is the part of the record's schema that closed fields come from.
type statementSchema struct {
	Properties struct {
		Statements struct {
			Items struct {
				Properties struct {
					Act    struct{ Enum []string }
					Source struct {
						Properties struct {
							Naming struct{ Enum []string }
						}
					}
				}
			}
		}
	}
}

func schema(t *testing.T) (s statementSchema) {
	if err := json.Unmarshal(record.SchemaJSON, &s); err != nil {
		t.Fatal(err)
	}
	return s
}

func schemaActs(t *testing.T) []string {
	return schema(t).Properties.Statements.Items.Properties.Act.Enum
}

func schemaNamings(t *testing.T) []string {
	return schema(t).Properties.Statements.Items.Properties.Source.Properties.Naming.Enum
}

// ploverOrder is the order of PLOVER's codebook, from cooperation to conflict.
var ploverOrder = strings.Fields("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT")

// ploverTypes are the types that the event stage gives.
func ploverTypes(t *testing.T) []string {
	var types []string
	for _, file := range []string{"verbs.tsv", "nouns.tsv"} {
		b, err := os.ReadFile("../analyze/event/data/" + file)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(b)) {
			if kind, _, _ := strings.Cut(line, "\t"); kind == strings.ToUpper(kind) && kind != "-" && !strings.HasPrefix(kind, "#") && !slices.Contains(types, kind) {
				types = append(types, kind)
			}
		}
	}
	slices.SortFunc(types, func(a, b string) int { return slices.Index(ploverOrder, a) - slices.Index(ploverOrder, b) })
	return types
}
