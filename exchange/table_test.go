package exchange

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"pgregory.net/rapid"
)

func encode(t testing.TB, text, encoding string) string {
	t.Helper()
	var out string
	var err error
	switch encoding {
	case "utf-16le":
		out, err = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder().String(text)
	case "utf-16be":
		out, err = unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder().String(text)
	case "windows-1252":
		out, err = charmap.Windows1252.NewEncoder().String(text)
	}
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// However a table was saved, the same two assets come out of it.
func TestTablesAsTheyAreSaved(t *testing.T) {
	const commas = "name,service,notes\nBüro “Ü”,\"a, b\",\"first\nsecond\"\nZwei,\"say \"\"hi\"\"\",\n"
	bars := strings.NewReplacer("name,service,notes", "name|service|notes", "Ü”,", "Ü”|", "b\",\"", "b\"|\"", "Zwei,", "Zwei|", "hi\"\"\",", "hi\"\"\"|").Replace(commas)
	with := func(separator string) string { return strings.ReplaceAll(bars, "|", separator) }
	tests := []struct {
		name, table, encoding, separator string
	}{
		{"UTF-8 with commas", commas, "UTF-8", "comma"},
		{"byte order mark", "\uFEFF" + commas, "UTF-8", "comma"},
		{"semicolons", with(";"), "UTF-8", "semicolon"},
		{"tabs", with("\t"), "UTF-8", "tab"},
		{"bars", bars, "UTF-8", "bar"},
		{"CR LF", strings.ReplaceAll(commas, "\n", "\r\n"), "UTF-8", "comma"},
		{"CR alone", strings.ReplaceAll(commas, "\n", "\r"), "UTF-8", "comma"},
		{"no line end at the end", strings.TrimSuffix(commas, "\n"), "UTF-8", "comma"},
		{"blank lines before, between and after", "\n\n" + strings.Replace(commas, "\nZwei", "\n,,\n \nZwei", 1) + "\n,,\n\n", "UTF-8", "comma"},
		{"Excel's sep= line", "sep=;\r\n" + with(";"), "UTF-8", "semicolon"},
		{"a sep= line that saves the header", "\uFEFFSEP=|\n" + bars, "UTF-8", "bar"},
		{"a separator that only sep= can know", "sep=^\n" + with("^"), "UTF-8", "'^'"},
		{"Windows-1252", encode(t, commas, "windows-1252"), "Windows-1252", "comma"},
		{"UTF-16LE with mark", "\xFF\xFE" + encode(t, commas, "utf-16le"), "UTF-16LE", "comma"},
		{"UTF-16BE with mark", "\xFE\xFF" + encode(t, with("\t"), "utf-16be"), "UTF-16BE", "tab"},
		{"UTF-16LE without mark", encode(t, commas, "utf-16le"), "UTF-16LE", "comma"},
		{"UTF-16BE without mark", encode(t, commas, "utf-16be"), "UTF-16BE", "comma"},
		{"UTF-16LE with CR LF and sep=", "\xFF\xFE" + encode(t, "sep=;\r\n"+strings.ReplaceAll(with(";"), "\n", "\r\n"), "utf-16le"), "UTF-16LE", "semicolon"},
		{"everything quoted, spaces after quotes", "\"name\" ,\"service\",\"notes\"\n\"Büro “Ü”\" ,\"a, b\",\"first\nsecond\"\n\"Zwei\",\"say \"\"hi\"\"\"\n", "UTF-8", "comma"},
		{"a quote inside an unquoted text", strings.Replace(commas, "\"say \"\"hi\"\"\"", "say \"hi\"", 1), "UTF-8", "comma"},
		{"header in any order and case", "NOTES,Name,Service\n\"first\nsecond\",Büro “Ü”,\"a, b\"\n,Zwei,\"say \"\"hi\"\"\"\n", "UTF-8", "comma"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			sheet := mustRead(t, test.table, nil, nil, Known{})
			if len(sheet.Rows) != 2 {
				t.Fatalf("%d rows, want 2", len(sheet.Rows))
			}
			a, b := sheet.Rows[0].Asset, sheet.Rows[1].Asset
			if a.Name != "Büro “Ü”" || a.Service != "a, b" || a.Notes != "first\nsecond" || b.Name != "Zwei" || b.Service != `say "hi"` || b.Notes != "" {
				t.Errorf("read as %+v and %+v", a, b)
			}
			if sheet.Encoding != test.encoding || sheet.Separator != test.separator {
				t.Errorf("found %s with %s, want %s with %s", sheet.Encoding, sheet.Separator, test.encoding, test.separator)
			}
		})
	}
}

// People put a title and a date above the header. Whatever stands there, the
// header is found, the separator is the header's, and lines keep their numbers.
func TestTitlesAboveTheHeader(t *testing.T) {
	tests := []struct {
		name, table, separator string
		line                   int // of the first row
	}{
		{"a title padded with separators, and a blank line", "KI-Inventar;;\r\n;;\r\nName;Hosting;ID\r\nA;azure_openai;1\r\n", "semicolon", 4},
		{"a bare title", "KI-Inventar\n\nName;Hosting;ID\nA;azure_openai;1\n", "semicolon", 4},
		{"a title, a date and texts with commas and quotes", "KI-Inventar\nStand 1. März\nName;Hosting;ID;Notes\nA;azure_openai;1;\"a, b, \"\"c\"\", d, e\"\nB;;;5\" disk, x\n", "semicolon", 4},
		{"a title with a comma in it", "KI-Inventar, Stand 1. März\nName;Hosting;ID\nA;azure_openai;1\n", "semicolon", 3},
		{"a title in quotes", "\"KI-Inventar; Stand\"\nName,Hosting,ID\nA,azure_openai,1\n", "comma", 3},
		{"doubled quotes in a header", "Name;\"Hosting \"\"a,,, d\"\"\";ID\nA;azure_openai;1\n", "semicolon", 2},
		{"doubled quotes around other separators", "Hosting,\"Id \"\"a;b;c;d\"\"\",Name\nazure_openai,1;2,A\n", "comma", 2},
		{"a title over a header in quotes with line breaks", "Inventory\n\"Name\",\"Hosting\",\"ID;\n(new)\"\nA,azure_openai,1\n", "comma", 4},
		{"a title in our own table", "Inventory\nname,external_id,hosting_model\nA,1,azure_openai\n", "comma", 3},
		{"no title", "Name;Hosting;ID\nA;azure_openai;1\n", "semicolon", 2},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			sheet := mustRead(t, test.table, mustGuess(t, test.table, known), nil, known)
			row := sheet.Rows[0]
			if row.Line != test.line || row.Asset.Name != "A" || row.Asset.Hosting != "azure_openai" || sheet.Separator != test.separator {
				t.Errorf("line %d, %q on %s, separated by %s", row.Line, row.Asset.Name, row.Asset.Hosting, sheet.Separator)
			}
		})
	}
}

func TestNoTitleWhereTheHeaderIsOneWord(t *testing.T) {
	for name, table := range map[string]string{
		"our own header over a longer row":     "name\nA\nB\n\n",
		"our own header padded":                "name,,\nA,,\nB,,\n",
		"another header over one column":       "Handles\nA\nB\n",
		"a header that speaks of names, notes": "System,,\nA,planned,\nB,test,\n",
		"more lines than a title has":          "Handles\nA\nB\n" + strings.Repeat("C\n", mostTitles) + "D,x\n",
	} {
		t.Run(name, func(t *testing.T) {
			m := &Map{fields: []mapField{{name: "name", parts: []mapPart{{from: []columnRef{{number: 1}}}}}}, lenient: true}
			rows := mustRead(t, table, m, nil, Known{}).Rows
			if rows[0].Line != 2 || rows[0].Asset.Name != "A" || rows[1].Asset.Name != "B" {
				t.Errorf("the first row is line %d: %q", rows[0].Line, rows[0].Asset.Name)
			}
		})
	}
}

func TestOurOwnHeaderIsNoTitleWhateverStandsBelow(t *testing.T) {
	sheet := mustRead(t, "name,notes\nA; the bot\nB; x\n", nil, nil, Known{})
	if len(sheet.Rows) != 2 || sheet.Rows[0].Asset.Name != "A; the bot" || sheet.Separator != "comma" {
		t.Errorf("read with %s as %+v", sheet.Separator, sheet.Rows)
	}
}

// What is wrong behind a line that may be a title is still said.
func TestFaultsBehindATitle(t *testing.T) {
	_, err := GuessMap(strings.NewReader("Inventory\nmore\n\"open,x\n"), -1, known)
	wantError(t, err, "line 3: the quoted field that begins here is never closed properly: close its quote, or double the quotes inside it")
}

// Lines are those that an editor shows.
func TestLinesOfRows(t *testing.T) {
	tests := []struct {
		name, table string
		want        []int
	}{
		{"after a field with line breaks", "name,notes\nA,\"1\n2\n3\"\nB,\n", []int{2, 5}},
		{"CR LF counts once", "name,notes\r\nA,\"1\r\n2\"\r\nB,\r\n", []int{2, 4}},
		{"CR alone", "name,notes\rA,\"1\r2\n3\"\rB,\r", []int{2, 5}},
		{"after blank lines and a sep= line", "sep=,\n\nname\n\nA\n\n\nB\n", []int{5, 8}},
		{"after a header with line breaks", "\"name\",\"no\ntes\"\n", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m := &Map{fields: []mapField{{name: "name", parts: []mapPart{{from: []columnRef{{number: 1}}}}}}}
			var got []int
			for _, row := range mustRead(t, test.table, m, nil, Known{}).Rows {
				got = append(got, row.Line)
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("rows begin on lines %v, want %v", got, test.want)
			}
		})
	}
}

func TestOneDamagedCellDoesNotGarbleTheRest(t *testing.T) {
	sheet := mustRead(t, "name,notes\nGrün,caf\xe9\nBlau,naïve\n", nil, nil, Known{})
	a, b := sheet.Rows[0].Asset, sheet.Rows[1].Asset
	if a.Name != "Grün" || a.Notes != "café" || b.Notes != "naïve" {
		t.Errorf("read as %q, %q, %q", a.Name, a.Notes, b.Notes)
	}
}

func TestRefusedTables(t *testing.T) {
	const unclosed = "the quoted field that begins here is never closed properly: close its quote, or double the quotes inside it"
	tests := []struct{ name, table, want string }{
		{"empty", "", "the file is empty"},
		{"blank", "\uFEFF\n , ,\r\n\n", "the file is empty"},
		{"a workbook", "PK\x03\x04\x14\x00\x06\x00", "the file is an Excel workbook or another packed file: save it as CSV first"},
		{"an old workbook", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "the file is an old Excel workbook: save it as CSV first"},
		{"a PDF", "%PDF-1.7\n", "the file is a PDF: export the table as CSV first"},
		{"a database", "SQLite format 3\x00", "the file is a database: export the table as CSV first"},
		{"packed", "\x1f\x8b\x08\x00", "the file is packed: unpack it first"},
		{"binary", "\x7fELF\x02\x01\x01\x00\x00\x00", "the file is no text: save the table as CSV first"},
		{"binary further down", "name\nA\n" + strings.Repeat("B\n", sniffed) + "C\x00\n", "line 65539: a zero byte shows that the file is no text: save the table as CSV first"},
		{"an unclosed quote at the end", "name,notes\nA,x\nB,\"one\ntwo\n", "line 3: " + unclosed},
		{"an unclosed quote that a later one closes", "name,notes\nA,\"one\nB,two\nC,\"three\"\n", "line 2: " + unclosed},
		{"an unclosed quote in a row that began earlier", "name,notes,service\nA,\"one\ntwo\",\"three\nfour\n", "line 3: " + unclosed},
		{"text after a quote", "name,notes\nA,\"one\" two\n", "line 2: " + unclosed},
		{"a row of 10 MB", "name,notes\nA,b\nC," + strings.Repeat("x", 10<<20) + "\n", "line 3: the row that begins here is larger than 1 MiB: this is no inventory, or its lines are not ended"},
		{"a quoted field that runs away", "name,notes\nA,b\nC,\"" + strings.Repeat("x\n", 1<<20), "line 3: the quoted field that begins here makes its row larger than 1 MiB: its quote may never be closed"},
		{"a header of too many columns", "name" + strings.Repeat(",x", mostColumns), "line 1: the header has 2001 columns, and no more than 2000 are read"},
		{"more rows than an inventory has", "name\n" + strings.Repeat("A\n", mostRows+1), "line 100002: the table has more than 100000 rows: this is no inventory"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			sheet, err := ReadAssets(strings.NewReader(test.table), int64(len(test.table)), nil, nil, Known{})
			wantError(t, err, test.want)
			if sheet != nil {
				t.Error("a refused table gives no rows")
			}
		})
	}
}

// endless is a file of which nobody would wait for the end.
type endless struct{ read int }

func (e *endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = "name,\n"[(e.read+i)%6]
	}
	e.read += len(p)
	return len(p), nil
}

func TestLargeFilesAreRefusedEarlyWithFlatMemory(t *testing.T) {
	allocated := func(read func()) uint64 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		read()
		runtime.ReadMemStats(&after)
		return after.TotalAlloc - before.TotalAlloc
	}
	t.Run("1 GB by its size", func(t *testing.T) {
		file := &endless{}
		spent := allocated(func() {
			_, err := ReadAssets(file, 1<<30, nil, nil, Known{})
			wantError(t, err, errTooLarge.Error())
		})
		if file.read > 0 || spent > 1<<20 {
			t.Errorf("%d bytes were read and %d allocated before it was refused", file.read, spent)
		}
	})
	t.Run("a stream without a size", func(t *testing.T) {
		blanks := io.LimitReader(blankLines{}, 1<<30)
		spent := allocated(func() {
			_, err := ReadAssets(io.MultiReader(strings.NewReader("name\n"), blanks), -1, nil, nil, Known{})
			wantError(t, err, errTooLarge.Error())
		})
		if spent > 8<<20 {
			t.Errorf("%d bytes were allocated", spent)
		}
	})
	t.Run("a row of 10 MB", func(t *testing.T) {
		table := "name\n" + strings.Repeat("x", 10<<20)
		spent := allocated(func() {
			if _, err := ReadAssets(strings.NewReader(table), -1, nil, nil, Known{}); err == nil {
				t.Error("a row of 10 MB was read")
			}
		})
		if spent > 8<<20 {
			t.Errorf("%d bytes were allocated", spent)
		}
	})
	t.Run("the guess too", func(t *testing.T) {
		_, err := GuessMap(&endless{}, 1<<30, Known{})
		wantError(t, err, errTooLarge.Error())
	})
}

type blankLines struct{}

func (blankLines) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = '\n'
	}
	return len(p), nil
}

type brokenReader struct{ err error }

func (b brokenReader) Read([]byte) (int, error) { return 0, b.err }

func TestAReaderCanCancel(t *testing.T) {
	cancelled := errors.New("cancelled")
	for _, start := range []string{"", "name\nA\n" + strings.Repeat("B\n", sniffed)} {
		_, err := ReadAssets(io.MultiReader(strings.NewReader(start), brokenReader{cancelled}), -1, nil, nil, Known{})
		if !errors.Is(err, cancelled) {
			t.Errorf("after %d bytes: %v", len(start), err)
		}
	}
}

// On text that encoding/csv accepts, the splitter gives the same cells.
func TestSplitterAgreesWithTheLibrary(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cell := rapid.StringOf(rapid.SampledFrom([]rune("ab ,;\"\n\r\tü😀|=")))
		width := rapid.IntRange(1, 5).Draw(t, "width")
		rows := rapid.SliceOfN(rapid.SliceOfN(cell, width, width), 1, 6).Draw(t, "rows")
		rows[0][0] = "name" // what is no title is not looked beyond
		var text bytes.Buffer
		w := csv.NewWriter(&text)
		w.WriteAll(rows)
		want, err := csv.NewReader(bytes.NewReader(text.Bytes())).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		table, err := openTable(bytes.NewReader(append([]byte("sep=,\n"), text.Bytes()...)), -1)
		if err != nil {
			t.Fatal(err)
		}
		table.records.row = record{}
		got := [][]string{want[0]} // the header was read
		for {
			if err := table.records.scan(); err == io.EOF {
				break
			} else if err != nil {
				t.Fatalf("%v in %q", err, text.String())
			}
			var cells []string
			for i := range table.records.row.cells() {
				cells = append(cells, table.records.row.cell(i))
			}
			if width > 1 || !slices.Equal(cells, []string{""}) { // the library skips blank lines
				got = append(got, cells)
			}
		}
		want = slices.DeleteFunc(want, func(row []string) bool { return width == 1 && row[0] == "" })
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("%q\n got %q\nwant %q", text.String(), got, want)
		}
	})
}
