package app

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// catalogueNames are what the catalogue that the program carries calls things.
type catalogueNames struct{ controls, shorts, descriptions, categories, models, checks []string }

func namesOfTheCatalogue(t testing.TB) catalogueNames {
	t.Helper()
	var file struct {
		Controls []struct {
			Name        string `yaml:"name"`
			Short       string `yaml:"short"`
			Description string `yaml:"description"`
			Category    string `yaml:"category"`
		} `yaml:"controls"`
		Models []struct {
			Name string `yaml:"name"`
		} `yaml:"models"`
		SourceChecks map[string]string `yaml:"source_checks"`
	}
	for _, name := range []string{"controls.yaml", "models.yaml", "pack.yaml"} {
		data, err := os.ReadFile(filepath.Join("..", "assets", "catalogue", name))
		if err != nil {
			t.Fatal(err)
		}
		if err := yaml.Unmarshal(data, &file); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	var names catalogueNames
	for _, c := range file.Controls {
		names.controls, names.shorts = append(names.controls, c.Name), append(names.shorts, c.Short)
		names.descriptions, names.categories = append(names.descriptions, c.Description), append(names.categories, c.Category)
	}
	for _, model := range file.Models {
		names.models = append(names.models, model.Name)
	}
	names.checks = slices.Sorted(maps.Values(file.SourceChecks))
	if len(names.checks) == 0 || len(names.controls) == 0 || len(names.models) == 0 {
		t.Fatalf("%d controls and %d hosting models", len(names.controls), len(names.models))
	}
	return names
}

// TestShortNamesFitTheirHeads: turned heads have room for 20 letters.
func TestShortNamesFitTheirHeads(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("..", "assets", "translations", "*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no translations: %v", err)
	}
	for _, file := range files {
		translated := translation(t, file)
		for _, short := range namesOfTheCatalogue(t).shorts {
			if n := utf8.RuneCountInString(translated[short]); n > 20 {
				t.Errorf("%s: %q has %d letters", filepath.Base(file), translated[short], n)
			}
		}
	}
}
