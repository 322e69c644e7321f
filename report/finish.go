package report

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"demarc/sign"
)

// finishing is what a document gets that the PDF library cannot give it: what
// PDF/A-1b asks for, the outline's counts, and files attached.
type finishing struct {
	archive    bool
	language   string
	properties properties
	levels     []int // of the outline's entries, in order
	faces      int   // how many there are
	contents   *contents
	attached   []Attachment
}

// properties are what a reader's "properties" show. The document information
// and the XMP packet say them alike.
type properties struct {
	title, author, subject, keywords, program string
	made                                      time.Time
}

// errForm cannot come of what the library gives today.
var errForm = errors.New("the PDF library gave a file of another form than this program finishes")

// finished is a PDF while it is written anew: the library's objects as they
// are but for a few words, then what it left out. Numbers stay.
type finished struct {
	finishing
	set      libraryFile
	out      []byte
	offsets  []int // by object number
	headings int   // that were met so far
	pages    int
	content  int // the number of the last page's content
}

// finishPDF writes a PDF of the library anew. The same input gives the same
// bytes.
func finishPDF(raw []byte, f finishing) ([]byte, error) {
	set, err := readLibraryFile(raw)
	if err != nil {
		return nil, err
	}
	extra := 1<<15 + f.contents.size()
	for _, a := range f.attached {
		extra += len(a.packed)
	}
	w := &finished{finishing: f, set: set, out: make([]byte, 0, len(raw)+extra), offsets: make([]int, len(set.offsets))}
	version := "1.7"
	if f.archive {
		version = "1.4"
	}
	// The second line tells programs that look at the first bytes that this is
	// no text.
	w.writef("%%PDF-%s\n%%\xE2\xE3\xCF\xD3\n", version)
	for _, object := range set.inOrder() {
		if object.number != set.root && object.number != set.info {
			w.copied(object)
		}
	}
	w.put(set.info, w.properties.information())
	metadata := w.put(0, w.metadata())
	profile := w.put(0, colourProfile())
	w.put(set.root, w.catalogue(metadata, profile, w.attach()))
	w.finish()
	return w.out, nil
}

func (w *finished) writef(format string, args ...any) { w.out = fmt.Appendf(w.out, format, args...) }

// begin notes where an object begins; number 0 stands for the next free one.
func (w *finished) begin(number int) int {
	if number == 0 {
		number = len(w.offsets)
		w.offsets = append(w.offsets, 0)
	}
	w.offsets[number] = len(w.out)
	return number
}

// put writes an object and returns its number.
func (w *finished) put(number int, body string) int {
	number = w.begin(number)
	w.writef("%d 0 obj\n%s\nendobj\n", number, body)
	return number
}

// copied takes an object over: links get the flag that they are printed,
// headings the number of those below, pages their content.
func (w *finished) copied(object libraryObject) {
	w.begin(object.number)
	body := object.body
	switch {
	case object.number == w.content:
		w.writef("%d 0 obj\n", object.number)
		w.out = append(w.contents.appendStream(w.out, w.pages-1), "\nendobj\n"...)
		return
	case object.begins("<<\n/ProcSet"):
		body = w.resources(body)
	case object.begins("<</Type /Page\n"):
		w.pages, w.content = w.pages+1, object.number+1
		body = bytes.ReplaceAll(body, []byte("/Subtype /Link /Rect ["), []byte("/Subtype /Link /F 4 /Rect ["))
	case object.begins("<</Title "):
		body = bytes.TrimSuffix(body, []byte("/Count 0>>\nendobj\n"))
		if below := below(w.levels, w.headings); below > 0 {
			body = fmt.Appendf(slices.Clip(body), "/Count %d", -below)
		}
		body = append(slices.Clip(body), ">>\nendobj\n"...)
		w.headings++
	case object.begins("<</Type /Outlines "):
		body = bytes.TrimSuffix(body, []byte(">>\nendobj\n"))
		body = fmt.Appendf(slices.Clip(body), "\n/Count %d>>\nendobj\n", below(w.levels, -1))
	}
	w.out = append(w.out, body...)
}

// libraryFont and libraryImage are what the library calls its resources.
var libraryFont, libraryImage = regexp.MustCompile(`/F[0-9a-f]{40} (\d+) 0 R`), regexp.MustCompile(`/I[0-9a-f]{40} `)

// fontResource is what the pages call the face that is so many-th by its number.
func fontResource(f int) string { return "F" + strconv.Itoa(f) }

// imageResource is what they call the one image.
const imageResource = "Logo"

// resources name fonts and image as the pages do. The library writes the fonts
// in the order of the faces' names, and lists them by names of its own.
func (w *finished) resources(body []byte) []byte {
	var objects []int
	for _, font := range libraryFont.FindAllSubmatch(body, -1) {
		number, _ := strconv.Atoi(string(font[1])) // digits alone
		objects = append(objects, number)
	}
	slices.Sort(objects)
	names := make([]int, w.faces)
	for f := range names {
		names[f] = f
	}
	slices.SortFunc(names, func(a, b int) int { return cmp.Compare(faceName(face(a)), faceName(face(b))) })
	body = libraryFont.ReplaceAllFunc(body, func(font []byte) []byte {
		number, _ := strconv.Atoi(string(libraryFont.FindSubmatch(font)[1]))
		at, _ := slices.BinarySearch(objects, number)
		return fmt.Appendf(nil, "/%s %d 0 R", fontResource(names[at]), number)
	})
	return libraryImage.ReplaceAll(body, []byte("/"+imageResource+" "))
}

// below counts the headings directly under one, or the uppermost ones under
// none (-1). All are folded away, so that no more than these would come to sight.
func below(levels []int, at int) (count int) {
	level := -1
	if at >= 0 && at < len(levels) {
		level = levels[at]
	}
	for _, l := range levels[min(at+1, len(levels)):] {
		switch {
		case l <= level:
			return count
		case l == level+1:
			count++
		}
	}
	return count
}

// catalogue is the library's with what it leaves out.
func (w *finished) catalogue(metadata, profile int, files []int) string {
	var b strings.Builder
	b.Write(w.set.catalogue)
	fmt.Fprintf(&b, "/Lang %s\n/ViewerPreferences <</DisplayDocTitle true>>\n/Metadata %d 0 R\n", sign.PDFText(w.language), metadata)
	fmt.Fprintf(&b, "/OutputIntents [<</Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (%[1]s) /RegistryName (http://www.color.org) /Info (%[1]s) /DestOutputProfile %[2]d 0 R>>]\n", colourSpace, profile)
	if len(files) > 0 {
		var names, associated strings.Builder
		for i, file := range files {
			fmt.Fprintf(&names, "%s %d 0 R ", sign.PDFText(w.attached[i].Name), file)
			fmt.Fprintf(&associated, "%d 0 R ", file)
		}
		fmt.Fprintf(&b, "/Names <</EmbeddedFiles <</Names [%s]>>>>\n/AF [%s]\n", names.String(), associated.String())
	}
	b.WriteString(">>")
	return b.String()
}

// finish writes table and trailer. The identifier is a digest of all that
// comes before it.
func (w *finished) finish() {
	sum := sha256.Sum256(w.out)
	start := len(w.out)
	w.writef("xref\n0 %d\n0000000000 65535 f \n", len(w.offsets))
	for _, offset := range w.offsets[1:] {
		w.writef("%010d 00000 n \n", offset)
	}
	w.writef("trailer\n<<\n/Size %d\n/Root %d 0 R\n/Info %d 0 R\n/ID [<%X> <%X>]\n>>\nstartxref\n%d\n%%%%EOF\n",
		len(w.offsets), w.set.root, w.set.info, sum[:16], sum[:16], start)
}

// libraryFile is a PDF as gofpdf writes it: one table, objects numbered
// without gaps, the catalogue last.
type libraryFile struct {
	raw        []byte
	offsets    []int
	table      int // where the table begins
	root, info int
	catalogue  []byte // its dictionary without the names and the end
}

// libraryObject is one object, from its number to its end.
type libraryObject struct {
	number int
	body   []byte
}

func (o libraryObject) begins(with string) bool {
	_, value, _ := bytes.Cut(o.body[:min(len(o.body), 64)], []byte(" 0 obj\n"))
	return bytes.HasPrefix(value, []byte(with))
}

func readLibraryFile(raw []byte) (f libraryFile, err error) {
	f.raw = raw
	_, tail, found := bytes.Cut(raw[max(0, len(raw)-64):], []byte("startxref\n"))
	if _, err := fmt.Sscanf(string(tail), "%d\n%%%%EOF\n", &f.table); !found || err != nil || f.table > len(raw) {
		return f, errForm
	}
	table, ok := bytes.CutPrefix(raw[f.table:], []byte("xref\n0 "))
	number, lines, _ := bytes.Cut(table, []byte("\n"))
	count, err := strconv.Atoi(string(number))
	if !ok || err != nil || count < 1 || len(lines) < 20*count {
		return f, errForm
	}
	f.offsets = make([]int, count)
	for i := 1; i < count; i++ {
		if f.offsets[i], err = strconv.Atoi(string(lines[20*i : 20*i+10])); err != nil || f.offsets[i] > f.table {
			return f, errForm
		}
	}
	f.root, f.info = count-1, count-2
	if f.info < 1 || !bytes.Contains(lines[20*count:], fmt.Appendf(nil, "/Root %d 0 R\n/Info %d 0 R\n", f.root, f.info)) {
		return f, errForm
	}
	catalogue := raw[f.offsets[f.root]:f.table]
	from, to := bytes.Index(catalogue, []byte("<<\n")), bytes.LastIndex(catalogue, []byte("/Names <<"))
	if from < 0 || to < from {
		return f, errForm
	}
	f.catalogue = catalogue[from:to]
	return f, nil
}

// inOrder lists the objects as they stand in the file.
func (f *libraryFile) inOrder() []libraryObject {
	objects := make([]libraryObject, 0, len(f.offsets))
	for number := 1; number < len(f.offsets); number++ {
		objects = append(objects, libraryObject{number: number})
	}
	slices.SortFunc(objects, func(a, b libraryObject) int { return cmp.Compare(f.offsets[a.number], f.offsets[b.number]) })
	for i := range objects {
		end := f.table
		if i+1 < len(objects) {
			end = f.offsets[objects[i+1].number]
		}
		objects[i].body = f.raw[f.offsets[objects[i].number]:end]
	}
	return objects
}
