package main

import (
	"os"
	"slices"
	"testing"
)

// FIT=1 go test -v -run TestFitOccurrences ./cmd/saysodev writes the weights of
// link/occurrence. They are learned on the topics of ECB+ that are not for
// development.
func TestFitOccurrences(t *testing.T) {
	if os.Getenv("FIT") == "" {
		t.Skip("FIT is not set: the weights are learned by hand")
	}
	p, err := newPipeline("")
	if err != nil {
		t.Fatal(err)
	}
	reports, err := measurer{pipeline: p, corpora: "../../../shared/corpora", workers: 2}.ecbplus()
	if err != nil {
		t.Fatal(err)
	}
	train := slices.DeleteFunc(reports, func(r marked) bool { return slices.Contains(ecbDev, r.topic) })
	const head = `# Weights of the features of a pair of events: within a report, across reports by the same word, and by other words.
# Learned by FIT=1 go test -run TestFitOccurrences ./cmd/saysodev on ECB+ (Cybulska and Vossen 2014, CC BY 3.0), topics 1 to
# 35 without 2, 5, 12, 18, 21, 23, 34 and 35.
`
	const path = "../../link/occurrence/data/weights.tsv"
	if err := os.WriteFile(path, []byte(head+fitOccurrences(train).String()), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Logf("wrote %s", path)
}
