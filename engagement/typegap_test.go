package engagement

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"demarc/assets"
)

// What a report cannot set is said before it is made, with its place.
func TestTypeGapsHaveTheirPlaces(t *testing.T) {
	d := newDesk(t)
	d.library.Fonts = sampleOptions(assets.Sample(), deskDay).Library.Fonts
	d.asset("Triage 保", "aws_bedrock")
	for i := range 4 {
		d.asset(fmt.Sprintf("Bot %d 🤖", i), "aws_bedrock")
	}
	d.party("Łukasz") // which the typeface has
	d.accountable("Triage 保", "AI-SEC-002", d.party("دانا").ID)
	tags := []string{"保"}
	_, err := d.EditAsset("Bot 0 🤖", AssetFields{Tags: &tags})
	d.check(err)
	gaps, err := d.TypeGaps(nil, nil)
	d.check(err)
	var got []string
	for _, gap := range gaps {
		got = append(got, fmt.Sprintf("%c %t %s +%d", gap.Rune, gap.Unshaped, strings.Join(gap.Places, "; "), gap.More))
	}
	slices.Sort(got)
	want := []string{
		"ا false party “دانا”, name +0", "د false party “دانا”, name +0", "ن false party “دانا”, name +0",
		"保 false asset “Triage 保”, name; asset “Bot 0 🤖”, tags +0",
		"🤖 false asset “Bot 0 🤖”, name; asset “Bot 1 🤖”, name; asset “Bot 2 🤖”, name +1",
	}
	if !slices.Equal(got, want) {
		t.Errorf("missing are\n%s", strings.Join(got, "\n"))
	}
}

func TestFontsAreRead(t *testing.T) {
	folder := t.TempDir()
	for _, c := range []struct {
		name, says string
		data       []byte
	}{
		{"font.ttf", "", sampleOptions(assets.Sample(), deskDay).Library.Fonts.Regular},
		{"letter.txt", "letter.txt cannot be used as a font: it is no TrueType font", []byte("this is a letter to a client")},
		{"gone.ttf", "gone.ttf", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(folder, c.name)
			if c.data != nil {
				if err := os.WriteFile(path, c.data, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			font, err := ReadFont(path)
			if c.says == "" && (err != nil || len(font) == 0) || c.says != "" && (err == nil || !strings.Contains(err.Error(), c.says)) {
				t.Errorf("it says %v", err)
			}
		})
	}
}
