package engagement

import (
	"io/fs"

	"demarc/words"
)

// Language reads a language that the program carries by its code; English is
// nil.
func (l *Library) Language(code string) (*words.Language, error) {
	if code == "" || code == "en" {
		return nil, nil
	}
	if l.Translations != nil && fs.ValidPath(code+".json") {
		if data, err := fs.ReadFile(l.Translations, code+".json"); err == nil {
			return words.Read(data)
		}
	}
	return nil, wrongInput("this program has no language %q", code)
}
