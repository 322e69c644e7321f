package report

import (
	"regexp"
	"testing"
)

var (
	glyphMap    = regexp.MustCompile(`/CIDToGIDMap (\d+) 0 R`)
	mapOfGlyphs = regexp.MustCompile(`(\d+) 0 obj\n<</Length (\d+)/Filter /FlateDecode>>\nstream\n`)
)

// glyphMaps reads which glyph each weight shows for each character.
func glyphMaps(t *testing.T, pdf []byte) map[face][]byte {
	t.Helper()
	streams := map[string][]byte{}
	for _, at := range mapOfGlyphs.FindAllSubmatchIndex(pdf, -1) {
		streams[string(pdf[at[2]:at[3]])] = pdf[at[1] : at[1]+int(numberOf(string(pdf[at[4]:at[5]])))]
	}
	maps := map[face][]byte{}
	for f := range faceCount {
		at := regexp.MustCompile(`/BaseFont /utf8`+faceName(f)).FindAllIndex(pdf, -1)
		object := glyphMap.FindSubmatch(pdf[at[len(at)-1][0]:])
		maps[f] = inflate(t, streams[string(object[1])])
	}
	return maps
}

func TestEveryCharacterThatIsSetIsEmbedded(t *testing.T) {
	for name, in := range map[string]Input{"a few assets": smallInput(t), "many letters": hostileInput(t, "Łukasz Wójcik, Ελένη, Žižek, Ђорђе, ½ × ½")} {
		t.Run(name, func(t *testing.T) {
			document := mustWrite(t, in)
			maps, missing := glyphMaps(t, document.PDF), map[rune]bool{}
			for _, p := range readPages(t, document.PDF) {
				for _, text := range p.texts {
					for _, r := range text.text {
						glyphs := maps[text.face]
						if (glyphs[2*r] == 0 && glyphs[2*r+1] == 0) && !missing[r] {
							missing[r] = true
							t.Errorf("%q in %q has no outline in the file", r, text.text)
						}
					}
				}
			}
		})
	}
}
