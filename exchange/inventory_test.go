package exchange

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"demarc/assess"
)

// inventory is a government's published inventory of 2,133 AI systems. It lies
// beside the project and is no part of it.
var inventory = filepath.Join("..", "..", "shared", "inventory", "2024_federal_ai_use_cases.csv")

func TestPublishedInventory(t *testing.T) {
	if _, err := os.Stat(inventory); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("the published inventory is missing: %v", err)
		}
		t.Logf("not run, because the published inventory is missing: %v", err)
		return
	}
	open := func() *os.File {
		f, err := os.Open(inventory)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { f.Close() })
		return f
	}
	guessed, err := GuessMap(open(), -1, known)
	if err != nil {
		t.Fatal(err)
	}
	m := mustMap(t, string(guessed.Encode()))
	read := func() *Sheet {
		sheet, err := ReadAssets(open(), -1, m, nil, known)
		if err != nil {
			t.Fatal(err)
		}
		return sheet
	}
	sheet := read()
	if again := read(); !reflect.DeepEqual(sheet, again) {
		t.Error("a second reading gives other rows")
	}
	if len(sheet.Rows) != 2133 || sheet.Encoding != "Windows-1252" || len(sheet.Columns) != 62 {
		t.Fatalf("%d rows, %s, %d columns", len(sheet.Rows), sheet.Encoding, len(sheet.Columns))
	}

	ids := map[string]bool{}
	stages := map[assess.Lifecycle]int{}
	personal, approved, noted, tagged := 0, 0, 0, 0
	for _, row := range sheet.Rows {
		a := row.Asset
		if len(row.Problems) > 0 || a.Name == "" || a.Hosting != assess.HostingUnknown {
			t.Errorf("line %d: %q, %s, %v", row.Line, a.Name, a.Hosting, row.Problems)
		}
		ids[a.ExternalID] = true
		stages[a.Lifecycle]++
		noted += len(row.Notes)
		if slices.Equal(a.Data, []string{"personal"}) {
			personal++
		}
		if a.Approval == assess.ApprovalApproved {
			approved++
		}
		if slices.Contains(a.Tags, "DOI") {
			tagged++
		}
	}
	want := map[assess.Lifecycle]int{"planned": 399, "development": 404, "test": 287, "production": 888, "retired": 142, "": 13}
	if !reflect.DeepEqual(stages, want) {
		t.Errorf("stages %v, want %v", stages, want)
	}
	if len(ids) != 2133 || personal != 175 || approved != 669 || noted != 12 || tagged != 180 {
		t.Errorf("%d ids, %d with personal data, %d approved, %d notes, %d of DOI", len(ids), personal, approved, noted, tagged)
	}
	if fourth := sheet.Rows[3]; fourth.Line != 11 || strings.Count(fourth.Asset.ExternalID, " / ") != 2 {
		t.Errorf("the fourth row begins on line %d and is called %s", fourth.Line, fourth.Asset.ExternalID)
	}
}
