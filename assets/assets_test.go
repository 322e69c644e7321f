package assets

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"image/png"
	"io/fs"
	"slices"
	"strings"
	"testing"
)

func TestCatalogueIsWhole(t *testing.T) {
	names, err := fs.Glob(Catalogue(), "*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	others := []string{
		"pack.yaml", "controls.yaml", "models.yaml", "rules.yaml", "services.yaml", "indicator-sources.yaml",
		"indicators-apps.yaml", "indicators-cloud.yaml", "indicators-code.yaml", "indicators-domains.yaml", "indicators-keys.yaml", "indicators-self-hosted.yaml",
	}
	for _, name := range others {
		if !slices.Contains(names, name) {
			t.Errorf("the catalogue has no %s", name)
		}
	}
	if models := len(names) - len(others); models != 13 {
		t.Errorf("the catalogue has responsibilities of %d hosting models, want 13", models)
	}
}

func TestSampleIsWhole(t *testing.T) {
	for _, name := range []string{"week-1.yaml", "week-2.yaml", "week-3.yaml", "week-4.yaml", "week-5.yaml", "inventory.csv", "nordhaven-pack.yaml", "logo.svg"} {
		if data, err := fs.ReadFile(Sample(), name); err != nil || len(data) == 0 {
			t.Errorf("the sample has no %s: %v", name, err)
		}
	}
}

// TestFontsAreTrueType: PDF writers read glyf outlines only, not CFF, and no
// variable fonts.
func TestFontsAreTrueType(t *testing.T) {
	for _, name := range []string{"Inter-Regular.ttf", "Inter-Medium.ttf", "Inter-SemiBold.ttf"} {
		data, err := fs.ReadFile(Fonts(), name)
		if err != nil {
			t.Fatal(err)
		}
		tables := tableNames(data)
		if binary.BigEndian.Uint32(data) != 0x00010000 || !slices.Contains(tables, "glyf") || slices.Contains(tables, "fvar") {
			t.Errorf("%s is no static TrueType font: tables %v", name, tables)
		}
	}
	licence, err := fs.ReadFile(Fonts(), "OFL.txt")
	if err != nil || !strings.Contains(string(licence), "SIL OPEN FONT LICENSE Version 1.1") {
		t.Errorf("the typeface has to come with its licence: %v", err)
	}
}

func tableNames(font []byte) []string {
	const head, record = 12, 16
	var names []string
	for i := range int(binary.BigEndian.Uint16(font[4:])) {
		names = append(names, string(font[head+i*record:][:4]))
	}
	return names
}

func TestIcon(t *testing.T) {
	icon, err := png.Decode(bytes.NewReader(Icon))
	if err != nil {
		t.Fatal(err)
	}
	if size := icon.Bounds().Size(); size.X != 512 || size.Y != 512 {
		t.Errorf("the icon is %d × %d, want 512 × 512", size.X, size.Y)
	}
	for _, point := range []struct {
		what       string
		x, y       int
		r, g, b, a uint32
	}{
		{what: "corner", x: 0, y: 0},
		{what: "ground", x: 256, y: 40, r: 0x1D, g: 0x5B, b: 0xB8, a: 0xFF},
		{what: "line", x: 256, y: 256, r: 0xFF, g: 0xFF, b: 0xFF, a: 0xFF},
		{what: "empty seat", x: 142, y: 256, r: 0x1D, g: 0x5B, b: 0xB8, a: 0xFF},
	} {
		r, g, b, a := icon.At(point.x, point.y).RGBA()
		if r>>8 != point.r || g>>8 != point.g || b>>8 != point.b || a>>8 != point.a {
			t.Errorf("%s: #%02X%02X%02X%02X", point.what, r>>8, g>>8, b>>8, a>>8)
		}
	}
	if err := xml.Unmarshal(IconSVG, new(struct{})); err != nil {
		t.Errorf("the drawing is no XML: %v", err)
	}
}
