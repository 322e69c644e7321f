package app

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"demarc/assess"
	"demarc/engagement"
)

// manyAssets is the size to design for.
const manyAssets = 10_000

var large struct {
	once sync.Once
	data []byte
}

// largeFile writes an engagement of 10,000 assets to a file of the test's own:
// one import, then an owner for nine cells of ten, each with a record of its
// own, in twenty commits. It is made once.
func largeFile(t testing.TB) string {
	t.Helper()
	large.once.Do(func() { large.data = makeLarge(t) })
	path := filepath.Join(t.TempDir(), "large.demarc")
	if err := os.WriteFile(path, large.data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func makeLarge(t testing.TB) []byte {
	t.Helper()
	folder := t.TempDir()
	path, table := filepath.Join(folder, "large.demarc"), filepath.Join(folder, "assets.csv")
	session, err := engagement.Create(path, engagement.Beginning{Client: "Nordhaven Insurance", Title: "AI estate 2026", Assessor: "J. Weiss"}, program(t).Options)
	if err == nil {
		err = os.WriteFile(table, largeTable(session.Catalogue()), 0o600)
	}
	if err == nil {
		_, err = session.Import([]string{table}, engagement.ImportOptions{})
	}
	for team := 0; err == nil && team < 20; team++ {
		err = ownPart(session, team)
	}
	if err == nil {
		err = session.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func largeTable(catalogue *assess.Catalogue) []byte {
	var table strings.Builder
	table.WriteString("name,hosting_model,exposure,data,tags\n")
	for i := range manyAssets {
		model, exposure, data := catalogue.Models[i%len(catalogue.Models)].ID, assess.Exposures[i%len(assess.Exposures)], assess.DataClasses[i%len(assess.DataClasses)]
		fmt.Fprintf(&table, "System %05d,%s,%s,%s,unit-%d\n", i, model, exposure, data, i%40)
	}
	return []byte(table.String())
}

// ownPart gives every twentieth asset to a team, but for a tenth of its
// controls.
func ownPart(session *engagement.Session, team int) error {
	name, status := fmt.Sprintf("Team %02d", team), string(assess.Statuses[team%len(assess.Statuses)])
	if _, err := session.AddParty(engagement.PartyFields{Name: &name}); err != nil {
		return err
	}
	wish := engagement.Assignment{Accountable: &name, Status: &status}
	for i, asset := range session.State().SortedAssets() {
		if i%20 == team {
			wish.Assets = append(wish.Assets, asset.ID)
		}
	}
	for i, control := range session.Catalogue().Controls {
		if (i+team)%10 != 0 {
			wish.Controls = append(wish.Controls, control.ID)
		}
	}
	_, err := session.Assign(wish)
	return err
}
