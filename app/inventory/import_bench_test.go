package inventory

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
)

// What a person waits for after saying what a word means, in a table of 10,000
// rows of which many are left out in part.
func BenchmarkAMeaningIn10000Rows(b *testing.B) {
	var text strings.Builder
	text.WriteString("Tool,Hosting platform,Status,Team,Data\n")
	for i := range 10_000 {
		fmt.Fprintf(&text, "Tool %d,%s,%s,Team %d,%s\n", i, []string{"AWS Bedrock", "on-prem GPU", "Mars"}[i%3], []string{"Live", "Quux"}[i%2], i%100, []string{"PII", "Blueprints"}[i%2])
	}
	s, _ := open(b)
	s.Drop([]string{table(b, "tools.csv", text.String())}, fyne.Position{})
	m := s.imports
	m.turn(kindColumns)
	m.table.Select(1)
	words := []string{"self_hosted_onprem", "aws_bedrock"}
	for i := 0; b.Loop(); i++ {
		m.remap(func() error { return m.pending.Mapping.translate(2, "hosting_model", "Mars", words[i%2]) })
	}
}
