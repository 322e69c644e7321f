package report

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"demarc/assess"
	"demarc/assets"
	"demarc/words"
)

// translation is a language's file, of which the texts matter here.
type translation map[string]any

func mustTranslation(tb testing.TB) translation {
	tb.Helper()
	data, err := fs.ReadFile(assets.Translations(), "de.json")
	if err != nil {
		tb.Fatal(err)
	}
	var read translation
	if err := json.Unmarshal(data, &read); err != nil {
		tb.Fatal(err)
	}
	return read
}

func (t translation) language(tb testing.TB) *words.Language {
	tb.Helper()
	data, err := json.Marshal(t)
	if err != nil {
		tb.Fatal(err)
	}
	language, err := words.Read(data)
	if err != nil {
		tb.Fatal(err)
	}
	return language
}

func mustGerman(tb testing.TB) *words.Language {
	tb.Helper()
	return mustTranslation(tb).language(tb)
}

// inGerman is what a report is made from, to be worded in German.
func inGerman(tb testing.TB, in Input) Input {
	tb.Helper()
	in.Language = mustGerman(tb)
	return in
}

// blank is a place of a text that is filled in.
var blank = regexp.MustCompile(`%(\[\d+\])?[a-zA-Z%]`)

// veiled is a language that has every text that German has, written in Greek
// letters: what is left in Latin ones was never asked for, or has no German.
func veiled(tb testing.TB) *words.Language {
	tb.Helper()
	all := mustTranslation(tb)
	texts := map[string]any{}
	for text := range all["texts"].(map[string]any) {
		var out strings.Builder
		at := 0
		for _, found := range blank.FindAllStringIndex(text, -1) {
			out.WriteString(veil(text[at:found[0]]) + text[found[0]:found[1]])
			at = found[1]
		}
		texts[text] = out.String() + veil(text[at:])
	}
	all["texts"], all["code"] = texts, "xx"
	return all.language(tb)
}

func veil(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z':
			return 'α' + (r-'a')%17
		case r >= 'A' && r <= 'Z':
			return 'Α' + (r-'A')%17
		}
		return r
	}, text)
}

// token finds what may be a word in Latin letters; one with a digit is an id, a
// hash or a day.
var token = regexp.MustCompile(`[A-Za-z0-9]+`)

func latinTokens(text string) []string {
	return slices.DeleteFunc(token.FindAllString(text, -1), func(found string) bool {
		return strings.ContainsAny(found, "0123456789")
	})
}

// TestEveryTextIsSaidInTheReportsLanguage: no word of the program's own is left
// in English. What the catalogue holds is a number here, and so is what people
// typed, in one of the reports.
func TestEveryTextIsSaidInTheReportsLanguage(t *testing.T) {
	sample := emptyInput(t)
	sample.Evaluation.State().Engagement.Sample = true
	for name, in := range map[string]Input{
		"everything typed": hostileInput(t, unchanging), "a few assets": smallInput(t), "an estate": syntheticInput(t, 26),
		"many findings": syntheticInput(t, 60), "nothing yet": emptyInput(t), "a sample": sample,
	} {
		t.Run(name, func(t *testing.T) {
			in = untold(t, in)
			known := wordsOf(t, in)
			for i, p := range readPages(t, mustWrite(t, in).PDF) {
				for _, line := range p.texts {
					for _, word := range latinTokens(unread.ReplaceAllString(line.text, "")) {
						if !known(word) {
							t.Errorf("page %d: %q is not said in the report's language: %q", i+1, word, line.text)
						}
					}
				}
			}
		})
	}
}

// unchanging stands for what no language changes.
const unchanging = "4711"

// untold is an input in the veiled language, and with a catalogue that says
// nothing.
func untold(tb testing.TB, in Input) Input {
	tb.Helper()
	catalogue := catalogueOf(unchanging)
	if len(in.Evaluation.Catalogue().Controls) > len(catalogue.Controls) {
		catalogue = reworded(mustCatalogue(tb), unchanging)
		for check := range catalogue.SourceChecks {
			catalogue.SourceChecks[check] = unchanging
		}
	}
	out := inputOf(tb, in.Evaluation.State(), catalogue)
	out.Language, out.Program, out.Signer = veiled(tb), in.Program, in.Signer
	if out.Signer != nil {
		out.Signer.Statement = unchanging
	}
	return out
}

// unread is what a reader takes for no word: what names a finding, and the last
// letters before a text was cut.
var unread = regexp.MustCompile(`^f-[a-z0-9]{12}$|[A-Za-z]+…`)

// asTheyAre are words that no language changes: names, formats, commands, and
// the catalogue's codes.
const asTheyAre = ` UTC SHA PDF demarc head catalogue AI SEC FILE pdf B C D SHA
	pdfsig dump c tail signed bin openssl pkcs inform DER in sig print certs out pem
	cms verify cades content binary CAfile partial chain purpose any signer dev null noout fingerprint x
	link seen repo listing article none test R`

// wordsOf tells the words that an input holds itself from others. Known values,
// which are said in the report's language, are not among them.
func wordsOf(tb testing.TB, in Input) func(string) bool {
	tb.Helper()
	e := in.Evaluation
	records := []any{e.State(), e.State().Engagement, e.Catalogue(), e.Catalogue().Baselines(), in.Head, in.Program, in.Signer}
	for _, asset := range e.Assets() {
		for _, c := range e.Row(asset.ID) {
			records = append(records, c.Answer)
		}
	}
	data, err := json.Marshal(records)
	if err != nil {
		tb.Fatal(err)
	}
	var values any
	if err := json.Unmarshal(data, &values); err != nil {
		tb.Fatal(err)
	}
	held := map[string]bool{}
	said := mustTranslation(tb)["texts"].(map[string]any)
	for _, text := range append(textsIn(values), asTheyAre) {
		if _, ok := said[strings.ReplaceAll(text, "_", " ")]; ok {
			continue
		}
		for _, word := range latinWords(text) {
			held[strings.ToLower(word)] = true
		}
	}
	return func(word string) bool {
		return held[strings.ToLower(word)] || strings.Trim(word, "abcdef") == "" // a piece of a hash
	}
}

// textsIn are the texts of a value that was read from JSON, without the names of
// its fields.
func textsIn(value any) []string {
	var texts []string
	switch v := value.(type) {
	case string:
		texts = append(texts, v)
	case []any:
		for _, part := range v {
			texts = append(texts, textsIn(part)...)
		}
	case map[string]any:
		for _, part := range v {
			texts = append(texts, textsIn(part)...)
		}
	}
	return texts
}

// TestGermanPagesAreFreeOfLayoutFaults: German words are longer than English
// ones, and no label is cut or runs into the next.
func TestGermanPagesAreFreeOfLayoutFaults(t *testing.T) {
	for name, in := range map[string]Input{
		"a few assets": smallInput(t), "nothing yet": emptyInput(t), "one asset": syntheticInput(t, 1),
		"an estate": syntheticInput(t, 26), "a large estate": syntheticInput(t, 120), "long names": longInput(t),
	} {
		t.Run(name, func(t *testing.T) {
			pages := readPages(t, mustWrite(t, inGerman(t, in)).PDF)
			for _, fault := range layoutFaults(pages) {
				t.Error(fault)
			}
			for _, heading := range loneHeadings(pages) {
				t.Error("a heading stands alone on", heading)
			}
		})
	}
}

// TestNoWordOfTheProgramIsCutOrBroken: lines end between words, and where names
// are short nothing is shortened.
func TestNoWordOfTheProgramIsCutOrBroken(t *testing.T) {
	catalogue := reworded(mustCatalogue(t), unchanging)
	state := syntheticState(26, catalogue)
	for i, control := range mustCatalogue(t).Controls {
		catalogue.Controls[i].Category = control.Category
		state.Put(&assess.Rule{ID: control.ID, Scope: assess.Scope{Kind: assess.ScopeAll}, Category: control.Category, At: at("2026-11-02"), Answer: assess.Answer{Due: date("2027-01-31")}})
	}
	estate := inputOf(t, state, catalogue)
	for name, in := range map[string]Input{
		"English": smallInput(t), "German": inGerman(t, smallInput(t)), "an English estate": estate, "a German estate": inGerman(t, estate),
	} {
		t.Run(name, func(t *testing.T) {
			whole := map[string]bool{}
			for text, other := range mustTranslation(t)["texts"].(map[string]any) {
				for _, word := range latinWords(text + " " + other.(string) + months) {
					whole[word], whole[strings.ToUpper(word)], whole[capital(word)] = true, true, true
				}
			}
			known := wordsOf(t, in)
			for i, p := range readPages(t, mustWrite(t, in).PDF) {
				for _, line := range p.texts {
					if strings.HasSuffix(line.text, ellipsis) && len(in.Evaluation.Assets()) < 26 {
						t.Errorf("page %d: %q is cut", i+1, line.text)
					}
					for _, word := range latinWords(unread.ReplaceAllString(line.text, "")) {
						if !whole[word] && !known(word) {
							t.Errorf("page %d: %q is broken in %q", i+1, word, line.text)
						}
					}
				}
			}
		})
	}
}

// latinWords are the words of a text, of letters alone.
func latinWords(text string) []string {
	return strings.FieldsFunc(blank.ReplaceAllString(text, " "), func(r rune) bool { return !unicode.IsLetter(r) })
}

func TestGermanNumbersAndDaysAreWrittenTheirWay(t *testing.T) {
	b := &book{in: Input{Language: mustGerman(t)}}
	day := date("2026-11-03")
	for want, got := range map[string]string{
		"26.000":                  b.number(26000),
		"61,5 %":                  b.percent(assess.Totals{Applicable: 1000, Compliant: 615}),
		"1.200 Zellen":            b.counted(1200, "%s cell", "%s cells"),
		"1 Zelle":                 b.counted(1, "%s cell", "%s cells"),
		"3.11.2026":               b.longDate(day),
		"3.11.2026 bis 4.11.2026": b.period(day, day+1),
		"21.11.2026, 09:00 UTC":   b.moment(fixedNow),
		"nicht angegeben":         b.longDate(0),
		"Niemand ist rechenschaftspflichtig für 1.200 von 2.000 Zellen.":    b.headline(assess.Totals{Cells: 2000, Unowned: 1200}),
		"82 = 40 niemand rechenschaftspflichtig + 42 Gewicht der Kontrolle": b.sumOf([]assess.Points{{Points: 40, For: "nobody accountable"}, {Points: 42, For: "control weight"}}),
		"MASSNAHMEN": capitals("Maßnahmen"),
	} {
		if got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
}

// TestTheReportSaysWhatItDoesNotTranslate: only a report in another language
// than the catalogue's says so.
func TestTheReportSaysWhatItDoesNotTranslate(t *testing.T) {
	for language, c := range map[*words.Language]struct {
		section string
		says    bool
	}{words.English: {"Limitations", false}, mustGerman(t): {"Einschränkungen", true}} {
		in := smallInput(t)
		in.Language = language
		limits := ""
		for _, p := range chapterPages(readPages(t, mustWrite(t, in).PDF), c.section) {
			limits += p.words()
		}
		if limits == "" || strings.Contains(limits, "in seinen eigenen Worten") != c.says {
			t.Errorf("%s: %s", c.section, fmt.Sprint(limits))
		}
	}
}

const months = " January February March April May June July August September October November December"
