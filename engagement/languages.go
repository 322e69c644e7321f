package engagement

import (
	"io/fs"

	"demarc/words"
)

// ReadLanguages reads a folder of translations, each a JSON file.
func ReadLanguages(folder fs.FS) ([]*words.Language, error) {
	names, err := fs.Glob(folder, "*.json")
	if err != nil {
		return nil, err
	}
	var list []*words.Language
	for _, name := range names {
		data, err := fs.ReadFile(folder, name)
		if err != nil {
			return nil, err
		}
		language, err := words.Read(data)
		if err != nil {
			return nil, words.Errorf("the language in %s is not whole: %w", name, err)
		}
		list = append(list, language)
	}
	return list, nil
}

// englishCode names the language that texts are written in.
const englishCode = "en"

// Language finds one of the languages that reports are worded in.
func (l *Library) Language(code string) (*words.Language, error) {
	if code == englishCode {
		return words.English, nil
	}
	for _, language := range l.Languages {
		if language.Code == code {
			return language, nil
		}
	}
	return nil, wrongInput("%q is no language that a report can be written in", code).hint("take one of these: %s", words.And(l.languageCodes()))
}

// languageCodes lists the languages, English first.
func (l *Library) languageCodes() []string {
	codes := []string{englishCode}
	for _, language := range l.Languages {
		codes = append(codes, language.Code)
	}
	return codes
}

// Languages are those that reports can be worded in besides English.
func (s *Session) Languages() []*words.Language { return s.library.Languages }
