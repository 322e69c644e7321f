package report

import (
	"slices"
	"unicode/utf8"

	"demarc/assess"
	"demarc/catalog"
)

// RedactPacks makes packs of the client's own say the same without their texts:
// ids, known words, numbers and dates stay, and what public, the pack of every
// copy of the program, says word for word. It returns how many texts are gone.
func RedactPacks(s *assess.State, r Redaction, packs []*catalog.Pack, public *catalog.Pack) (redacted []*catalog.Pack, gone int, err error) {
	x := &packRedactor{redactor: newRedactor(s, r), public: map[string]bool{}}
	for _, text := range public.Texts() {
		x.public[text.Value] = true
	}
	redacted = slices.Clone(packs)
	for i, pack := range packs {
		if pack.Info.SHA256 == public.Info.SHA256 {
			continue
		}
		if redacted[i], err = pack.WithTexts(x.text); err != nil {
			return nil, 0, err
		}
	}
	return redacted, x.gone, nil
}

type packRedactor struct {
	*redactor
	public map[string]bool
	gone   int
}

func (x *packRedactor) text(t catalog.Text) string {
	if x.public[t.Value] {
		return t.Value
	}
	fresh := x.inPlaceOf(t)
	if fresh != t.Value {
		x.gone++
	}
	return fresh
}

// inPlaceOf is what stands where a text was. Names have to differ from one
// another, so that ids take their place.
func (x *packRedactor) inPlaceOf(t catalog.Text) string {
	switch t.Section + "." + t.Key {
	case "providers.name", "models.company":
		return x.provider(t.Value)
	case "providers.aliases", "models.aliases":
		return ""
	case "controls.name":
		if known := x.Public.Control(t.ID); known != nil {
			return known.Name
		}
		return t.ID
	case "controls.short":
		return x.shortName(t.ID)
	case "models.name":
		if known := x.Public.Model(t.ID); known != nil {
			return known.Name
		}
		return t.ID
	case "frameworks.name":
		return t.ID
	}
	return x.Language.T("[removed]")
}

// shortName names a control where there is room for little.
func (x *packRedactor) shortName(id string) string {
	if known := x.Public.Control(id); known != nil {
		return known.Short
	}
	if utf8.RuneCountInString(id) <= catalog.MaxShort {
		return id
	}
	return x.pseudonyms.of("Control", id)
}
