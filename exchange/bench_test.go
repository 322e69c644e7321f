package exchange

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"strings"
	"testing"
)

// largeTable has 10,000 rows with everything that a row can state.
func largeTable() []byte {
	var b bytes.Buffer
	b.WriteString(strings.Join(fieldNames(), ",") + ",AI-SEC-002\n")
	for i := range 10_000 {
		fmt.Fprintf(&b, "System %d,aws_bedrock,AWS,Bedrock,claude,1234,eu-west-1,https://example.org/%d,prod,personal|internal,public,yes,no,no,unknown,approved,2026-12-31,production,Cloud Security,claims|motor,\"What it does,\nand why\",EXT-%d,Risk\n", i, i, i)
	}
	return b.Bytes()
}

func BenchmarkReadAssets10000(b *testing.B) {
	table := largeTable()
	b.SetBytes(int64(len(table)))
	b.ReportAllocs()
	for b.Loop() {
		sheet, err := ReadAssets(bytes.NewReader(table), int64(len(table)), nil, nil, known)
		if err != nil || len(sheet.Rows) != 10_000 || len(sheet.Rows[9_999].Problems) > 0 {
			b.Fatal(err)
		}
	}
}

// The bare reading of the same rows with the library, to compare with.
func BenchmarkReadAssets10000WithEncodingCSV(b *testing.B) {
	table := largeTable()
	b.SetBytes(int64(len(table)))
	b.ReportAllocs()
	for b.Loop() {
		r := csv.NewReader(bytes.NewReader(table))
		for {
			if _, err := r.Read(); err == io.EOF {
				break
			} else if err != nil {
				b.Fatal(err)
			}
		}
	}
}

func BenchmarkGuessMap10000(b *testing.B) {
	table := largeTable()
	b.SetBytes(int64(len(table)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := GuessMap(bytes.NewReader(table), int64(len(table)), known); err != nil {
			b.Fatal(err)
		}
	}
}

// Every row is wrong, each in its own way: comparing names must not take over.
func BenchmarkReadAssets10000UnknownOwners(b *testing.B) {
	many := known
	many.Parties = nil
	for i := range 500 {
		many.Parties = append(many.Parties, Name{fmt.Sprint("p", i), fmt.Sprint("Department of Affairs ", i)})
	}
	var table bytes.Buffer
	table.WriteString("name,owner\n")
	for i := range 10_000 {
		fmt.Fprintf(&table, "System %d,Departement of Afairs %d\n", i, i)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ReadAssets(bytes.NewReader(table.Bytes()), -1, nil, nil, many); err != nil {
			b.Fatal(err)
		}
	}
}
