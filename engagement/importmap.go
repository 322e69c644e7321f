package engagement

import (
	"io"
	"os"
	"path/filepath"

	"demarc/assess"
	"demarc/exchange"
	"demarc/words"
)

// GuessMap proposes a map for a table whose headers are not ours.
func GuessMap(path string, catalogue *assess.Catalogue) (*exchange.Map, error) {
	file, size, err := openInput(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	guessed, err := exchange.GuessMap(file, size, known(catalogue, nil))
	if err != nil {
		return nil, inputFrom(filepath.Base(path), err)
	}
	return guessed, nil
}

// ReadColumns reads what stands in the columns of tables that are read with one
// map. The headers are those of the first.
func ReadColumns(paths []string) (*exchange.Columns, error) {
	var columns *exchange.Columns
	for _, path := range paths {
		more, err := readColumns(path)
		switch {
		case err != nil:
			return nil, inputFrom(filepath.Base(path), err)
		case columns == nil:
			columns = more
		default:
			columns.Add(more)
		}
	}
	return columns, nil
}

func readColumns(path string) (*exchange.Columns, error) {
	file, size, err := openInput(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return exchange.ReadColumns(file, size)
}

// Meanings says what a map takes the values of a column, counted from 1, for
// where it fills a field.
func (s *Session) Meanings(columns *exchange.Columns, m *exchange.Map, number int, field string) ([]exchange.Meaning, error) {
	return columns.Meanings(m, number, field, s.known())
}

func openInput(path string) (io.ReadCloser, int64, error) {
	name := filepath.Base(path)
	file, err := os.Open(path)
	if err != nil {
		return nil, 0, unreadable(name, err)
	}
	info, err := file.Stat()
	if err == nil && info.IsDir() {
		err = words.Errorf("it is a folder")
	}
	if err != nil {
		file.Close()
		return nil, 0, unreadable(name, err)
	}
	return file, info.Size(), nil
}

func inputFrom(name string, err error) error {
	return &Error{Code: CodeInput, Message: words.Say("%s: %s", name, err), Err: err}
}

func (s *Session) known() exchange.Known { return known(s.catalogue, s.state) }

func known(c *assess.Catalogue, state *assess.State) exchange.Known {
	k := exchange.Known{HostingAliases: map[string][]string{}}
	for i := range c.Models {
		k.Hosting = append(k.Hosting, exchange.Name{ID: c.Models[i].ID, Name: c.Models[i].Name})
		k.HostingAliases[c.Models[i].ID] = c.Models[i].Aliases
	}
	for i := range c.Controls {
		k.Controls = append(k.Controls, exchange.Name{ID: c.Controls[i].ID, Name: c.Controls[i].Name})
	}
	if state != nil {
		for _, party := range state.SortedParties() { // retired ones too: they may stand where they stood
			k.Parties = append(k.Parties, exchange.Name{ID: party.ID, Name: party.Name})
		}
	}
	return k
}
