package app

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"demarc/assess"
	"demarc/report"
)

// elsewhere are the texts that are said where they are not written, and the
// values that they have.
func elsewhere(t testing.TB) map[string][]string {
	t.Helper()
	named := namesOfTheCatalogue(t)
	return map[string][]string{
		"../assess: s.text":                                  nil, // found where the sentence is kept
		"../assess: text":                                    nil, // an error's own, of another room or library
		"overview: tile.worst.Words()":                       nil, // the vocabulary has the states of tiles
		"overview: tile.Words()":                             nil,
		"responsibilities: tile.Words()":                     nil,
		"findings: points.For":                               reasons(t),
		"../assess: kindWords[f.Kind]":                       nil, // they are among the reasons
		"../engagement: d.Kind.Words()":                      nil,
		"../engagement: control.Short":                       named.shorts,
		"../engagement: pathWords(f.Path)":                   historyFields(t),
		"../exchange: x.kind":                                {"hosting model", "party", "control"},
		"../exchange: guessHint":                             nil, // a command
		"responsibilities: check":                            named.checks,
		"../assess: f.Control.Short":                         named.shorts,
		"../assess: j.control.Name":                          named.controls,
		"desk: c.Name":                                       named.controls,
		"desk: c.Short":                                      named.shorts,
		"desk: c.Description":                                named.descriptions,
		"desk: model.Name":                                   named.models,
		"findings: f.Control.Name":                           named.controls,
		"../report: kind.Words()":                            nil, // they are among the reasons, or the states of tiles
		"../report: p.For":                                   reasons(t),
		"../report: c.Name":                                  named.controls,
		"../report: c.Short":                                 named.shorts,
		"../report: c.Description":                           named.descriptions,
		"../report: model.Name":                              named.models,
		"../report: meaning":                                 named.checks,
		"../report: b.catalogue.SourceChecks[l.SourceCheck]": named.checks,
		"../report: assess.Group(i).Name()":                  groups(),
		"../assess: stated":                                  named.statements,
		"../report: l.ProviderOffers":                        named.statements,
		"../report: action":                                  named.statements,
		"../report: l.Gap":                                   named.statements,
		"../report: l.Conditions":                            named.statements,
		"../report: l.Note":                                  named.statements,
		"../report: l.EvidenceToGet":                         named.statements,
		"../report: l.VerificationNote":                      named.statements,
		"../report: l.ChangedSince":                          named.statements,
		"../report: f.Name":                                  named.statements,
		"../report: f.Note":                                  named.statements,
		"responsibilities: view.Baseline.Gap":                named.statements,
		"responsibilities: view.Baseline.EvidenceToGet":      named.statements,
		"responsibilities: view.Baseline.ProviderOffers":     named.statements,
		"responsibilities: action":                           named.statements,
		"inventory: text":                                    named.statements,
		"../report: c.Kind.Words()":                          nil,
		"../report: removal.What":                            report.RemovalKinds,
	}
}

// groups are the names of the groups that controls stand in.
func groups() []string {
	list := make([]string, assess.Groups)
	for i := range list {
		list[i] = assess.Group(i).Name()
	}
	return list
}

// TestTheTranslationsAreWhole: a language has every text that the window says,
// none that it does not say, and the same places for what is filled in.
func TestTheTranslationsAreWhole(t *testing.T) {
	all := everyText(t)
	files, err := filepath.Glob(filepath.Join("..", "assets", "translations", "*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no translations: %v", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			translated := translation(t, file)
			for text, where := range all {
				other, ok := translated[text]
				switch {
				case !ok || other == "":
					t.Errorf("%s: not translated: %q", where, text)
				case !slices.Equal(blanks(text), blanks(other)):
					t.Errorf("%s: %q and %q do not leave the same to be filled in", where, text, other)
				}
			}
			for text := range translated {
				if _, ok := all[text]; !ok {
					t.Errorf("nobody says %q", text)
				}
			}
		})
	}
}

// TestWhatIsSaidCanBeRead: where a text comes from elsewhere, this test has to
// know which texts those are.
func TestWhatIsSaidCanBeRead(t *testing.T) {
	known := elsewhere(t)
	for text, where := range heard(t).other {
		if _, ok := known[text]; !ok {
			t.Errorf("%s: %q is said, and what it holds is not known here", where, text)
		}
	}
}

// everyText lists all texts that the window says, and where.
func everyText(t testing.TB) map[string]string {
	t.Helper()
	all := heard(t).texts
	maps.DeleteFunc(all, func(text, _ string) bool { return commandLine.MatchString(text) })
	for from, list := range elsewhere(t) {
		for _, text := range list {
			all[text] = from
		}
	}
	for _, word := range vocabulary(t) {
		if _, ok := all[word]; !ok {
			all[word] = "a known value"
		}
	}
	return all
}

// commandLine finds advice about commands, which the window does not show.
var commandLine = regexp.MustCompile("`demarc|--[a-z]")

func translation(t testing.TB, file string) map[string]string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var read struct {
		Texts map[string]string `json:"texts"`
	}
	if err := json.Unmarshal(data, &read); err != nil {
		t.Fatal(err)
	}
	return read.Texts
}

var blank = regexp.MustCompile(`%(\[\d+\])?[a-zA-Z%]|\{cells\}`)

// blanks are the places of a text that are filled in, by what fills them.
func blanks(text string) []string {
	var list []string
	verbs := '0'
	for _, found := range blank.FindAllString(text, -1) {
		if verb := found[len(found)-1:]; verb == "%" || verb == "}" || strings.Contains(found, "[") {
			list = append(list, found)
		} else {
			verbs++
			list = append(list, "%["+string(verbs)+"]"+verb)
		}
	}
	slices.Sort(list)
	return list
}

func TestBlanksAreCompared(t *testing.T) {
	for name, c := range map[string]struct {
		one, other string
		same       bool
	}{
		"none":           {"Undo", "Rückgängig", true},
		"in order":       {"%s of %s", "%s von %s", true},
		"another order":  {"%s of %s", "von %[2]s: %[1]s", true},
		"one is missing": {"%s of %s", "%s", false},
		"another verb":   {"%s cells", "%d Zellen", false},
		"one too many":   {"Undo", "%s", false},
		"percent":        {"%s %%", "%s %", false},
		"what is told":   {"Reopened {cells}", "{cells}: wieder geöffnet", true},
		"nothing told":   {"Reopened {cells}", "wieder geöffnet", false},
		"twice the same": {"%s of %s", "%[1]s von %[1]s", false},
	} {
		t.Run(name, func(t *testing.T) {
			if got := slices.Equal(blanks(c.one), blanks(c.other)); got != c.same {
				t.Errorf("%v and %v: %v", blanks(c.one), blanks(c.other), got)
			}
		})
	}
}
