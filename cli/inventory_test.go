package cli

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestPublishedInventory does a consultant's morning with a real list: 2,133
// systems as a government published them. The list lies beside the project and
// is no part of it.
func TestPublishedInventory(t *testing.T) {
	inventory, err := filepath.Abs(filepath.Join("..", "..", "shared", "inventory", "2024_federal_ai_use_cases.csv"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(inventory); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("the published inventory is not beside the project, so this check cannot run: %v", err)
		}
		t.Logf("not run, because the published inventory is missing: %v", err)
		return
	}
	params := scripts("testdata/inventory")
	setup := params.Setup
	params.Setup = func(env *testscript.Env) error {
		env.Setenv("INVENTORY", inventory)
		return setup(env)
	}
	testscript.Run(t, params)
}
