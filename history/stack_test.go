package history

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// log reads "first a b undo:b redo:b forget" as entries whose ids are the
// words' first letters.
func log(text string) []Entry {
	var entries []Entry
	for i, word := range strings.Fields(text) {
		kind, target, _ := strings.Cut(word, ":")
		entry := Entry{ID: ID{byte(kind[0])}, Header: Header{Kind: KindEdit}}
		switch Kind(kind) {
		case KindUndo, KindRedo:
			entry = Entry{ID: ID{0xff, byte(i)}, Header: Header{Kind: Kind(kind), Target: ID{target[0]}}}
		case KindForget, KindImport, KindAdopt:
			entry.Header.Kind = Kind(kind)
		}
		if i > 0 {
			entry.Header.Parents = []ID{entries[i-1].ID}
		}
		entries = append(entries, entry)
	}
	return entries
}

func letters(ids []ID) string {
	var text strings.Builder
	for _, id := range ids {
		text.WriteByte(id[0])
	}
	return text.String()
}

func TestStack(t *testing.T) {
	tests := map[string]struct{ log, undo, redo string }{
		"nothing":                        {"", "", ""},
		"the first commit stays":         {"first", "", ""},
		"edits":                          {"first a b", "ab", ""},
		"an import and an adoption":      {"first import adopt", "ia", ""},
		"one undone":                     {"first a b undo:b", "a", "b"},
		"all undone":                     {"first a b undo:b undo:a", "", "ba"},
		"redone":                         {"first a b undo:b undo:a redo:a", "a", "b"},
		"all redone":                     {"first a b undo:b undo:a redo:a redo:b", "ab", ""},
		"an edit ends what was undone":   {"first a b undo:b c", "ac", ""},
		"undone again":                   {"first a undo:a redo:a undo:a", "", "a"},
		"a forget is a wall":             {"first a b undo:b forget c", "c", ""},
		"an undo of something not there": {"first a undo:x", "a", ""},
		"a redo of something not there":  {"first a redo:a", "a", ""},
		"redone after something else":    {"first a undo:a b redo:a", "ba", ""},
		"and undone again":               {"first a undo:a b redo:a undo:a", "b", "a"},
		"what else was undone is left":   {"first a undo:a b undo:b redo:a", "a", ""},
		"not redone after a forget":      {"first a undo:a b forget redo:a", "", ""},
		"redone after another edit":      {"first a b undo:b c redo:b", "acb", ""},
		"redone late and undone again":   {"first a b undo:b c redo:b undo:b", "ac", "b"},
		"redone late behind a forget":    {"first a undo:a forget c redo:a", "c", ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			undo, redo := Stack(log(test.log))
			if letters(undo) != test.undo || letters(redo) != test.redo {
				t.Errorf("undo %q, redo %q", letters(undo), letters(redo))
			}
		})
	}
}

// Whoever undoes n times and redoes n times is where they were, whatever was
// done before.
func TestStackUndoRedo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		entries := log("first")
		step := func(kind Kind, target ID) {
			entries = append(entries, Entry{ID: ID{1, byte(len(entries)), byte(len(entries) >> 8)}, Header: Header{Parents: []ID{entries[len(entries)-1].ID}, Kind: kind, Target: target}})
		}
		for range rapid.IntRange(0, 30).Draw(t, "steps") {
			undo, redo := Stack(entries)
			switch kind := rapid.SampledFrom([]Kind{KindEdit, KindEdit, KindUndo, KindRedo}).Draw(t, "kind"); {
			case kind == KindEdit:
				step(kind, ID{})
			case kind == KindUndo && len(undo) > 0:
				step(kind, undo[len(undo)-1])
			case kind == KindRedo && len(redo) > 0:
				step(kind, redo[len(redo)-1])
			}
		}
		undo, redo := Stack(entries)
		for i := len(undo); i > 0; i-- {
			now, _ := Stack(entries)
			step(KindUndo, now[len(now)-1])
		}
		if left, _ := Stack(entries); len(left) > 0 {
			t.Fatalf("%d can still be undone", len(left))
		}
		for range undo {
			_, now := Stack(entries)
			step(KindRedo, now[len(now)-1])
		}
		if undoAgain, redoAgain := Stack(entries); !slices.Equal(undo, undoAgain) || !slices.Equal(redo, redoAgain) {
			t.Fatalf("undo %d became %d, redo %d became %d", len(undo), len(undoAgain), len(redo), len(redoAgain))
		}
	})
}
