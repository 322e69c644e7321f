package app

import (
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"demarc/app/desk"
	"demarc/engagement"
)

// data is what may be shown as it is: what the engagement and the catalogue
// hold, but for what has a translation.
type data struct {
	whole  map[string]bool
	longer []string        // the same, the longest first
	tight  map[string]bool // the same without spaces
	judged map[string]bool
}

// dataOf collects it. What else is data is given: the report's headings, say,
// for which the report has to be set.
func dataOf(t testing.TB, w *Window, others []string) *data {
	t.Helper()
	d := &data{whole: map[string]bool{}, tight: map[string]bool{}, judged: map[string]bool{}}
	session := w.desk.Session
	d.take(reflect.ValueOf(session.State()), 0)
	d.take(reflect.ValueOf(session.Catalogue()), 0)
	log, err := session.Log(nil, engagement.LogFilter{})
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range log {
		d.add(entry.Header.Author)
		d.add(entry.ID.Short())
		for _, change := range entry.Changes {
			for _, field := range change.Fields {
				d.add(field.Old)
				d.add(field.New)
				if _, key, ok := strings.Cut(field.Path, "["); ok {
					d.add(strings.TrimSuffix(key, "]"))
				}
			}
		}
	}
	for _, asset := range session.Evaluation().Assets() {
		for _, view := range session.Evaluation().Row(asset.ID) {
			if view.Baseline != nil {
				d.take(reflect.ValueOf(view.Baseline), 0)
				d.add(strings.Join(view.Baseline.CustomerActions, " "))
			}
			d.add(view.ProviderOwner)
		}
	}
	for _, path := range []string{w.desk.Path, w.folder(), w.folder() + string(filepath.Separator)} {
		d.add(path)
		d.add(filepath.Base(path))
		d.add(strings.TrimSuffix(filepath.Base(path), ".demarc")) // all that a sealed one shows
	}
	for _, word := range vocabulary(t) { // known values are translated
		delete(d.whole, word)
		delete(d.whole, strings.ReplaceAll(word, " ", "_"))
	}
	named := namesOfTheCatalogue(t) // and so are names
	for _, name := range slices.Concat(named.controls, named.shorts, named.descriptions, named.models, named.checks, named.statements) {
		delete(d.whole, name)
		delete(d.whole, firstPart(name))
	}
	for _, text := range others {
		d.add(text)
	}
	for _, asset := range session.State().Assets {
		d.add(asset.Environment) // free text, also where it is a word of the vocabulary
	}
	for text := range d.whole {
		d.longer = append(d.longer, text)
		d.tight[tight(text)] = true
	}
	slices.SortFunc(d.longer, func(a, b string) int { return len(b) - len(a) })
	return d
}

// outline are the chapters of the report, which is in English.
func outline(t testing.TB, w *Window) []string {
	t.Helper()
	prepared, err := w.desk.Session.PrepareProof(engagement.ReportOptions{})
	if err != nil {
		t.Fatal(err)
	}
	document, err := prepared.Set(t.Context(), func(engagement.ReportStep, int, int) {})
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, heading := range document.Outline {
		list = append(list, heading.Title)
	}
	return list
}

func (d *data) add(text string) {
	text = strings.Join(strings.Fields(text), " ")
	prose := desk.Prose(text) // as panels show it
	for _, part := range []string{text, firstPart(text), firstSentence(text), lowerFirst(text), prose, firstSentence(prose), lowerFirst(prose)} {
		if strings.ContainsFunc(part, unicode.IsLetter) {
			d.whole[part] = true
		}
	}
}

// firstPart is a name without what stands behind it in parentheses.
func firstPart(text string) string {
	name, _, _ := strings.Cut(text, " (")
	return name
}

// firstSentence is what a proposed title takes of what there is to do.
func firstSentence(text string) string {
	sentence, _, _ := strings.Cut(text, ". ")
	return strings.TrimSuffix(sentence, ".")
}

// lowerFirst is a sentence as it stands behind a colon.
func lowerFirst(text string) string {
	for _, letter := range text {
		return string(unicode.ToLower(letter)) + text[utf8.RuneLen(letter):]
	}
	return text
}

// take collects the texts of a value. Texts of a type of their own are known
// values: these are translated.
func (d *data) take(v reflect.Value, depth int) {
	if depth > 12 {
		return
	}
	switch v.Kind() {
	case reflect.String:
		if v.Type() == reflect.TypeFor[string]() {
			d.add(v.String())
		}
	case reflect.Pointer, reflect.Interface:
		d.take(v.Elem(), depth+1)
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			d.take(v.Index(i), depth+1)
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			d.take(key, depth+1)
			d.take(v.MapIndex(key), depth+1)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				d.take(v.Field(i), depth+1)
			}
		}
	}
}

// explains reports whether a text is data, or made of data and signs.
func (d *data) explains(text string) bool {
	known, ok := d.judged[text]
	if !ok {
		known = d.judge(text)
		d.judged[text] = known
	}
	return known
}

// judge looks at each piece of a text: it is data or its beginning, or is made
// of data and signs.
func (d *data) judge(text string) bool {
	pieces := strings.Split(text, "|")
	least := 1 // letters that are left of what was shortened
	if len(pieces) == 1 {
		least = 12 // it may be words that end so: "Choose…"
	}
	for _, piece := range pieces {
		if !d.knows(piece, least) && !d.madeOf(piece, least) {
			return false
		}
	}
	return true
}

// knows reports whether a piece is data, or the beginning of data that was
// shortened. Paragraphs break long words apart.
func (d *data) knows(piece string, least int) bool {
	piece = strings.TrimRight(strings.TrimLeft(piece, " ·,;:()×+0123456789."), " ·,;:()×")
	if !strings.ContainsFunc(piece, unicode.IsLetter) || d.whole[piece] || d.tight[tight(piece)] {
		return true
	}
	beginning, shortened := strings.CutSuffix(tight(piece), "…")
	if !shortened || len(beginning) < least {
		return false
	}
	for known := range d.tight {
		if strings.HasPrefix(known, beginning) {
			return true
		}
	}
	return false
}

// madeOf reports whether nothing is left of a piece without the data in it.
func (d *data) madeOf(piece string, least int) bool {
	piece = signs.ReplaceAllString(strings.TrimSpace(piece), " ")
	for _, known := range d.longer {
		if at := strings.Index(piece, known); at >= 0 && apart(piece, at, at+len(known)) {
			piece = piece[:at] + "|" + piece[at+len(known):]
		}
		if !strings.ContainsFunc(piece, unicode.IsLetter) {
			return true
		}
	}
	for rest := range strings.SplitSeq(piece, "|") {
		if !d.knows(rest, least) {
			return false
		}
	}
	return true
}

func tight(text string) string { return strings.ReplaceAll(text, " ", "") }

// signs are written the same in every language: keys, hashes and ids, the numbers
// of characters, the program's name and its mark, a sample of initials, and the way back to English.
var signs = regexp.MustCompile(`\b(?:Shift(?: (?:Shift\b|F\d+\b|[A-Z0-9]\b|[\]=-]))*|F\d+\b|sha256\b|[0-9a-f]+(?:[- ][0-9a-f]+){4,}\b|[0-9a-f]{4,64}\b|U\+[0-9A-F]{4,6}\b|Demarc\b|UTC\b|Language: English$)|^(?:[A-Z0-9]|AB)$`)

// apart reports whether a piece of a text does not stand within a word.
func apart(text string, from, to int) bool {
	letter := func(text string, at int) bool {
		return at >= 0 && at < len(text) && (unicode.IsLetter(rune(text[at])) || unicode.IsDigit(rune(text[at])))
	}
	return !letter(text, from-1) && !letter(text, to)
}
