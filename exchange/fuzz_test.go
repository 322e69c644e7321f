package exchange

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// FuzzReadAssets reads anything as a table, both as one of ours and with the
// map that is guessed from it. Neither panics, errors are one sentence, and the
// guess rejects no row that has a name.
func FuzzReadAssets(f *testing.F) {
	for _, name := range []string{"agencies.csv", "insurer.csv"} {
		data, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	for _, seed := range []string{
		"", "name\nA\n", "sep=;\nname;owner\nA;Risk\n", "name,AI-SEC-002,approved_until\nA,risk,2026-01-01\n",
		"\xff\xfen\x00a\x00m\x00e\x00\n\x00A\x00", "name,notes\n\"A\"\"\n\",'=1\n", "a,b\rc,d\r\r", "name,data\nA,personal|x\n", "\"", "name,,x\n,,\n1,2,3,4\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		sheet, err := ReadAssets(strings.NewReader(string(data)), -1, nil, map[string]string{"region": "x"}, known)
		checkSheet(t, sheet, err)
		m, err := GuessMap(strings.NewReader(string(data)), int64(len(data)), known)
		if err != nil {
			checkSentence(t, err.Error())
			return
		}
		read, err := ReadMap("MAP.yaml", m.Encode())
		if err != nil {
			t.Fatalf("the guessed map cannot be read: %v\n%s", err, m.Encode())
		}
		sheet, err = ReadAssets(strings.NewReader(string(data)), int64(len(data)), read, nil, known)
		if err != nil {
			t.Fatalf("the guessed map does not fit: %v\n%s", err, m.Encode())
		}
		checkSheet(t, sheet, nil)
		again, _ := ReadAssets(strings.NewReader(string(data)), -1, m, nil, known)
		if !reflect.DeepEqual(sheet, again) {
			t.Fatalf("the map reads otherwise from its file:\n%+v\n%+v", sheet, again)
		}
	})
}

func checkSheet(t *testing.T, sheet *Sheet, err error) {
	t.Helper()
	if err != nil {
		checkSentence(t, err.Error())
		return
	}
	ids := map[string]bool{}
	for _, row := range sheet.Rows {
		if row.Asset.Name == "" && len(row.Problems) == 0 {
			t.Errorf("line %d has no name and is not rejected", row.Line)
		}
		if row.Asset.Name != "" && row.Asset.ExternalID == "" {
			t.Errorf("line %d has no external id", row.Line)
		}
		if row.Composed && ids[row.Asset.ExternalID] {
			t.Errorf("line %d: the composed id %q stands twice", row.Line, row.Asset.ExternalID)
		}
		ids[row.Asset.ExternalID] = true
		for _, text := range append(problemTexts(row.Problems), problemTexts(row.Notes)...) {
			checkSentence(t, text)
		}
	}
}

// FuzzReadMap reads anything as a map. It does not panic, errors are one
// sentence with the file's name, and what is read survives being written.
func FuzzReadMap(f *testing.F) {
	for _, name := range []string{"agencies.map.yaml", "insurer.map.yaml"} {
		data, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	for _, seed := range []string{
		"", "fields: {name: A}", "fields:\n  name: 3\n  data: [{from: [1, x], values: {Yes: personal, 'No': }}]\n", "a: &a [*a]\n", "fields: {name: &x A, tags: *x}",
		"? [a]\n: b\n", "fields: {name: \"\\x07\\u202e\"}\nnothing: [~, 1, \"\"]\ncompose_external_id: 2\ndates: MDY\n", "--- a\n--- b\n", "fields: !!binary aGk=\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := ReadMap("MAP.yaml", data)
		if err != nil {
			checkSentence(t, err.Error())
			if !strings.HasPrefix(err.Error(), "MAP.yaml") {
				t.Errorf("the error does not name the file: %v", err)
			}
			return
		}
		encoded := m.Encode()
		again, err := ReadMap("MAP.yaml", encoded)
		if err != nil {
			t.Fatalf("cannot be read back: %v\n%s", err, encoded)
		}
		if string(again.Encode()) != string(encoded) {
			t.Fatalf("written otherwise the second time:\n%s\n%s", encoded, again.Encode())
		}
		if sheet, err := ReadAssets(strings.NewReader("A,B,C\n1,2,3\n"), -1, m, nil, known); err != nil {
			checkSentence(t, err.Error())
		} else {
			checkSheet(t, sheet, nil)
		}
	})
}

func TestProblemsAreErrors(t *testing.T) {
	_, err := ReadAssets(strings.NewReader("name\nA\n\"B"), -1, nil, nil, known)
	var problem *Problem
	if !errors.As(err, &problem) || problem.Line != 3 {
		t.Errorf("%v does not say on which line", err)
	}
}
