package engagement

import (
	"maps"
	"slices"
	"strings"

	"demarc/assess"
	"demarc/exchange"
	"demarc/history"
	"demarc/words"
)

// Choice says what is done with conflicts.
type Choice string

// The choices. ChoiceNone writes nothing while a conflict is left; ChoiceMine
// keeps what the engagement says, ChoiceTheirs takes what the file says.
const (
	ChoiceNone   Choice = ""
	ChoiceMine   Choice = "mine"
	ChoiceTheirs Choice = "theirs"
)

// ImportOptions say how a table of assets is read.
type ImportOptions struct {
	// Map translates the table's columns; nil expects our own header names.
	Map *exchange.Map
	// Set fills fields where a row says nothing.
	Set map[string]string
	// OnConflict decides all conflicts alike; Ask, where it is not nil, is
	// asked for each conflicting row instead.
	OnConflict Choice
	Ask        func(ImportRow) (Choice, error)
	// SkipRejected imports the good rows although others are rejected.
	SkipRejected bool
	// AddOwners takes in, as teams and in the same commit, the owners whom nobody
	// knows.
	AddOwners bool
}

// Imported says what an import did.
type Imported struct {
	Preview         *Preview
	New, Changed    int
	KeptMine, Taken int // conflicting rows, by the choice made
	Skipped         int // rejected rows left out
	NewParties      []string
}

// Import takes tables of assets in, in one commit. Nothing is written while
// rows are rejected or conflicts undecided.
func (s *Session) Import(paths []string, options ImportOptions) (*Imported, error) {
	preview, met, err := s.previewImport(paths, options)
	if err != nil {
		return nil, err
	}
	done := &Imported{Preview: preview, New: len(preview.New), Changed: len(preview.Changed)}
	if len(preview.Rejected) > 0 && !options.SkipRejected {
		return done, rejected(preview.Rejected).
			hint("correct the rows, or import the others with --skip-rejected; --dry-run lists them all")
	}
	done.Skipped = len(preview.Rejected)
	change := newEdit()
	for _, row := range slices.Concat(preview.New, preview.Changed) {
		if err := s.takeRow(change, row, row.Fields); err != nil {
			return nil, err
		}
	}
	if err := s.settle(change, done, options); err != nil {
		return done, err
	}
	done.NewParties = met.add(change)
	return done, s.commitAs(history.KindImport, history.CapacityImport, change)
}

func rejected(rows []ImportRow) *Error {
	file, first := rows[0].File, &rows[0].Problems[0]
	if len(rows) == 1 {
		return wrongInput("1 row is rejected, nothing was imported: %s, %s", file, first)
	}
	return wrongInput("%s rows are rejected, nothing was imported: %s, %s", number(len(rows)), file, first)
}

// settle decides the conflicting rows.
func (s *Session) settle(change *edit, done *Imported, options ImportOptions) error {
	for _, row := range done.Preview.Conflicting {
		choice := options.OnConflict
		if options.Ask != nil {
			var err error
			if choice, err = options.Ask(row); err != nil {
				return err
			}
		}
		exists := s.state.Assets[row.AssetID] != nil || change.records[assess.Ref{Kind: assess.KindAsset, Key: row.AssetID}] != nil
		taken := row.Fields
		switch {
		case choice == ChoiceNone:
			return refused("%s, line %d: %s; nothing was imported", row.File, row.Line, row.conflictWords()).
				hint("decide with --on-conflict mine, theirs or ask; --dry-run lists all %d", len(done.Preview.Conflicting))
		case choice == ChoiceTheirs || !exists:
			taken = slices.Concat(row.Fields, row.Conflicts)
			done.Taken++
		case row.Repeats:
			done.KeptMine++
			continue
		default:
			done.KeptMine++
			row.decline = true
		}
		if err := s.takeRow(change, row, taken); err != nil {
			return err
		}
	}
	return nil
}

func (r *ImportRow) conflictWords() words.Said {
	if r.Repeats && r.row.Composed {
		return words.Say("%q stands in several tables without an external id", r.Name)
	}
	if r.Repeats {
		return words.Say("the external id %q stands in several rows", r.row.Asset.ExternalID)
	}
	f := r.Conflicts[0]
	return words.Say("%s of %q is %q here and %q in the file, and both changed", strings.ReplaceAll(f.Field, "_", " "), r.Name, shorten(f.Old, 40), shorten(f.New, 40))
}

// takeRow puts fields of a row into its asset and cells.
func (s *Session) takeRow(change *edit, row ImportRow, fields []ImportField) error {
	asset := &assess.Asset{ID: row.AssetID, Hosting: assess.HostingUnknown}
	if pending, ok := change.records[asset.Ref()].(*assess.Asset); ok {
		*asset = *pending
	} else if old := s.state.Assets[row.AssetID]; old != nil {
		*asset = *old
	}
	theirs := row.row.Asset
	theirs.ID = row.AssetID
	tidy(&theirs)
	merged, offered := history.Flatten(asset), history.Flatten(&theirs)
	for _, f := range fields {
		if s.catalogue.Control(f.Field) != nil {
			s.takeOwner(change, row, f)
			continue
		}
		maps.DeleteFunc(merged, func(path, _ string) bool { return ofField(path, f.Field) })
		for path, text := range offered {
			if ofField(path, f.Field) {
				merged[path] = text
			}
		}
	}
	taken, err := history.Unflatten(asset.Ref(), merged)
	if err != nil {
		return unavailable(err, "%s, line %d cannot be kept: %v", row.File, row.Line, err)
	}
	noteDeclined(taken.(*assess.Asset), row, fields)
	change.put(taken)
	return nil
}

// ofField reports whether a path is a field, or an element of it.
func ofField(path, field string) bool {
	return path == field || strings.HasPrefix(path, field+"[")
}
