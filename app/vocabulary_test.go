package app

import (
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"demarc/assess"
	"demarc/history"
	"demarc/marks"
)

// vocabulary are the known values that the window says as people read them, in
// the order in which they come: assess's words, the states of tiles, the kinds
// of commits, the catalogue's categories, and the fields of records.
func vocabulary(t testing.TB) []string {
	t.Helper()
	list := slices.Concat(texts(assess.Sides), texts(assess.Owners), texts(assess.Decisions), texts(assess.Statuses), texts(assess.Exposures),
		texts(assess.DataClasses), texts(assess.Approvals), texts(assess.Lifecycles), texts(assess.Traits), texts(assess.Methods),
		texts(assess.PartyKinds), texts(assess.ScopeKinds), texts(assess.DispositionStates), texts(assess.ActionStates),
		texts(assess.Confidences), texts(assess.Severities),
		texts([]history.Kind{history.KindEdit, history.KindImport, history.KindScan, history.KindUndo, history.KindRedo, history.KindMerge, history.KindAdopt, history.KindForget}),
		namesOfTheCatalogue(t).categories, fields(t))
	for tile := range marks.Tiles {
		list = append(list, tile.Words())
	}
	for i, word := range list {
		list[i] = strings.ReplaceAll(word, "_", " ")
	}
	slices.Sort(list)
	return slices.Compact(list)
}

func texts[W ~string](words []W) []string {
	list := make([]string, len(words))
	for i, word := range words {
		list[i] = string(word)
	}
	return list
}

// fields are the fields of records that History names by their path. Those that
// it has a word for are said there.
func fields(t testing.TB) []string {
	t.Helper()
	named := wordedPaths(t, filepath.Join("past", "fieldnames.go"))
	paths := paths(&assess.Engagement{}, &assess.Party{}, &assess.Asset{}, &assess.Rule{}, &assess.Cell{}, &assess.Evidence{}, &assess.Disposition{}, &assess.Action{})
	for path := range paths {
		if named[path] != "" || path == "at" || strings.HasPrefix(path, "since.") {
			delete(paths, path)
		}
	}
	list := slices.Collect(maps.Keys(paths))
	for i, path := range list {
		list[i] = strings.ReplaceAll(path, ".", "_")
	}
	return list
}

// paths are those of all fields of records.
func paths(of ...assess.Record) map[string]bool {
	found := map[string]bool{}
	for _, record := range of {
		flatten(reflect.TypeOf(record).Elem(), "", found)
	}
	return found
}

// wordedPaths are the paths that a file has a word for.
func wordedPaths(t testing.TB, file string) map[string]string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	worded := map[string]string{}
	for _, found := range regexp.MustCompile(`"([a-z0-9_.]+)":\s+[^"\n]*"([^"\n]+)"`).FindAllStringSubmatch(string(data), -1) {
		worded[found[1]] = found[2]
	}
	if len(worded) == 0 {
		t.Fatalf("%s has no word for any path", file)
	}
	return worded
}

// historyFields are the fields of things as sentences about changes name them.
func historyFields(t testing.TB) []string {
	t.Helper()
	worded := wordedPaths(t, filepath.Join("..", "engagement", "sentencewords.go"))
	var list []string
	for path := range paths(&assess.Engagement{}, &assess.Party{}, &assess.Asset{}, &assess.Evidence{}, &assess.Action{}) {
		word := strings.NewReplacer("_", " ", ".", " ").Replace(path)
		if named := worded[path]; named != "" {
			word = named
		}
		list = append(list, word)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// flatten lists the paths of a record's fields, as the history writes them.
func flatten(of reflect.Type, prefix string, paths map[string]bool) {
	for i := range of.NumField() {
		field := of.Field(i)
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		inner := field.Type
		if inner.Kind() == reflect.Pointer {
			inner = inner.Elem()
		}
		switch {
		case name == "-":
		case field.Anonymous && name == "":
			flatten(inner, prefix, paths)
		case inner.Kind() == reflect.Struct:
			flatten(inner, prefix+name+".", paths)
		case inner.Kind() == reflect.Map:
			flatten(inner.Elem(), "", paths)
			paths[prefix+name] = true
		default:
			paths[prefix+name] = true
		}
	}
}

// reasons are what the summands of a severity stand for.
func reasons(t testing.TB) []string {
	t.Helper()
	words := []string{}
	for _, name := range []string{"score.go", "wording.go"} {
		data, err := os.ReadFile(filepath.Join("..", "assess", name))
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range reasonAt.FindAllStringSubmatch(string(data), -1) {
			words = append(words, found[1])
		}
	}
	if len(words) < 20 {
		t.Fatalf("only %d reasons were found: %q", len(words), words)
	}
	return words
}

// reasonAt finds a text that a summand is for: an entry of a table of words, or
// what is added or returned with points.
var reasonAt = regexp.MustCompile(`(?:(?:Exposure|Data|Lifecycle|Finding)[A-Za-z]+:\s+|add\([A-Za-z.]+, |return (?:max\(.*\)|unknown|s\.Lifecycle\[LifecycleProduction\]), )"([a-z][^"%]+)"`)
