package exchange

import (
	"fmt"
	"reflect"
	"strings"

	"demarc/words"
)

// maxDifferences is how many differences are told.
const maxDifferences = 20

// Differences tells where an assessment says other than what was counted from
// its own records. The catalogue is taken to be the same.
func (a *Assessment) Differences(counted *Assessment) []words.Said {
	d := &differences{}
	d.fields(words.Say("the totals"), a.Totals, counted.Totals)
	if a.EvaluatedOn != counted.EvaluatedOn {
		d.say(words.Say("the date of evaluation"), a.EvaluatedOn, counted.EvaluatedOn)
	}
	d.elements(func(key string) words.Said { return words.Say("finding %s", key) }, keyed(a.Findings, findingKey), keyed(counted.Findings, findingKey))
	d.elements(func(key string) words.Said { return words.Say("cell %s", key) }, keyed(a.Cells, cellKey), keyed(counted.Cells, cellKey))
	if len(d.said) == 0 && !reflect.DeepEqual(a.Findings, counted.Findings) {
		d.said = append(d.said, words.Say("the findings stand in another order than their severity gives"))
	}
	if len(d.said) == 0 && !reflect.DeepEqual(a.Cells, counted.Cells) {
		d.said = append(d.said, words.Say("the cells stand in another order than their assets give"))
	}
	return d.said
}

func findingKey(f AssessmentFinding) string { return f.ID }

func cellKey(c AssessmentCell) string { return c.Asset + " × " + c.Control }

type differences struct{ said []words.Said }

func (d *differences) full() bool { return len(d.said) >= maxDifferences }

func (d *differences) say(what words.Said, said, counted any) {
	if !d.full() {
		d.said = append(d.said, words.Say("%s: the data says %s, and its records come to %s", what, shown(said), shown(counted)))
	}
}

// fields compares two structures field by field, named as the data names them.
func (d *differences) fields(what words.Said, said, counted any) {
	a, b := reflect.ValueOf(said), reflect.ValueOf(counted)
	for i := range a.NumField() {
		name, _, _ := strings.Cut(a.Type().Field(i).Tag.Get("json"), ",")
		if name != "-" && !reflect.DeepEqual(a.Field(i).Interface(), b.Field(i).Interface()) {
			d.say(words.Say("%s, %s", what, name), a.Field(i).Interface(), b.Field(i).Interface())
		}
	}
}

// inOrder are a list's elements by their keys, and the keys as they came.
type inOrder struct {
	keys     []string
	elements map[string]any
}

func keyed[T any](elements list[T], key func(T) string) inOrder {
	in := inOrder{elements: make(map[string]any, len(elements))}
	for _, e := range elements {
		in.keys = append(in.keys, key(e))
		in.elements[key(e)] = e
	}
	return in
}

// elements compares two lists element by element.
func (d *differences) elements(named func(key string) words.Said, said, counted inOrder) {
	for _, key := range counted.keys {
		if d.full() {
			return
		}
		of, found := said.elements[key]
		if !found {
			d.said = append(d.said, words.Say("%s follows from the records, and the data does not have it", named(key)))
			continue
		}
		d.fields(named(key), of, counted.elements[key])
	}
	for _, key := range said.keys {
		if _, found := counted.elements[key]; !found && !d.full() {
			d.said = append(d.said, words.Say("the data has %s, which does not follow from its records", named(key)))
		}
	}
}

// shown is a value in a sentence, at most 80 characters of it.
func shown(value any) string {
	text := strings.Join(strings.Fields(fmt.Sprint(value)), " ")
	if text == "" {
		return "nothing"
	}
	if runes := []rune(text); len(runes) > 80 {
		return string(runes[:80]) + "…"
	}
	return text
}
