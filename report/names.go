package report

import (
	"cmp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"demarc/assess"
)

// oneLine folds all white space of a name or title to single spaces.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// assetName names an asset where it stands among others.
func (b *book) assetName(a *assess.Asset) string { return shorten(b.fullName(a), nameLimit) }

// fullName is an asset's name in one line. One that comes out as boxes is
// followed by the id that tells it from the next.
func (b *book) fullName(a *assess.Asset) string {
	name := oneLine(a.Name)
	if plain(name) || b.typeface.readable(name) {
		return name
	}
	return shorten(name, boxedLimit) + " (" + cmp.Or(oneLine(a.ExternalID), lastOf(a.ID)) + ")"
}

// boxedLimit bounds a name that nobody can read, to leave room for the id.
const boxedLimit = 20

// lastOf is the end of an id: those made in one moment begin alike.
func lastOf(id string) string {
	if len(id) <= 8 {
		return id
	}
	return ellipsis + id[len(id)-8:]
}

// readable reports whether the typeface has more than half of a name's
// letters. Digits and marks of punctuation are no help in telling names apart.
func (t *typeface) readable(name string) bool {
	letters, missing := 0, 0
	for _, r := range norm.NFC.String(name) {
		if unseen(r) || unicode.IsSpace(r) || unicode.IsPunct(r) || unicode.IsDigit(r) {
			continue
		}
		letters++
		if !t.covers(r) {
			missing++
		}
	}
	return missing == 0 || 2*missing < letters
}
