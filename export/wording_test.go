package export

import "testing"

func TestWording(t *testing.T) {
	for words, want := range map[string]string{
		"“No such paper reached me or my office,”": "“No such paper reached me or my office”",
		"\"We kept no list,\"":                     "\"We kept no list\"",
		"‘Nobody rang,’":                           "‘Nobody rang’",
		"the pumps had failed,":                    "the pumps had failed",
		"the pumps had failed ,":                   "the pumps had failed",
		"the pumps, all four, had failed":          "the pumps, all four, had failed",
		"“We kept no list":                         "We kept no list",
		"\"We kept no list":                        "We kept no list",
		"We kept no list,\"":                       "We kept no list",
		"the workers’ pumps":                       "the workers’ pumps",
		"a “list” of pumps":                        "a “list” of pumps",
		"“Twelve.” So said the “chief”":            "“Twelve.” So said the “chief”",
		"„Niemand rief an”":                        "„Niemand rief an”",
		"“,”":                                      "“”",
		",":                                        "",
		"":                                         "",
		"\"":                                       "",
		"\xff,\"":                                  "\xff",
	} {
		if got := Wording(words); got != want {
			t.Errorf("Wording(%q) = %q, want %q", words, got, want)
		}
	}
}

func TestQuoted(t *testing.T) {
	for words, want := range map[string]string{
		"nobody rang,":               "“nobody rang”",
		"\"Nobody rang,\"":           "\"Nobody rang\"",
		"“Nobody” rang the “chief.”": "“Nobody” rang the “chief.”",
		"the “chief”":                "“the “chief””",
		"":                           "“”",
	} {
		if got := quoted(words); got != want {
			t.Errorf("quoted(%q) = %q, want %q", words, got, want)
		}
	}
}
