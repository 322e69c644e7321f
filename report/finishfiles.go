package report

import (
	"bytes"
	"compress/zlib"
	"crypto/md5"
	"fmt"
	"io"
	"strings"

	"demarc/sign"
)

// Attachment is a file within the document. Its content is kept packed, so that
// pages are set in less memory.
type Attachment struct {
	Name, Description string
	// Type is its media type, such as "text/csv".
	Type string
	// Source says that the document's numbers come from it; others show the same
	// in another form.
	Source bool
	packed []byte // with zlib
	size   int
	// The digest is MD5 because the format knows no other; nothing rests on it.
	sum [md5.Size]byte
}

// Pack gives it what is written as its content.
func (a *Attachment) Pack(write func(io.Writer) error) error {
	var packed bytes.Buffer
	packer, _ := zlib.NewWriterLevel(&packed, zlib.BestSpeed) // the level exists
	err := a.measured(packer, write)
	packer.Close() // a buffer takes everything
	a.packed = packed.Bytes()
	return err
}

// Packed gives it what is written as its content, where write knows what that
// was packed to before.
func (a *Attachment) Packed(write func(io.Writer) (packed []byte, err error)) error {
	return a.measured(io.Discard, func(w io.Writer) (err error) {
		a.packed, err = write(w)
		return err
	})
}

func (a *Attachment) measured(w io.Writer, write func(io.Writer) error) error {
	digest, size := md5.New(), counter(0)
	err := write(io.MultiWriter(w, digest, &size))
	a.size = int(size)
	digest.Sum(a.sum[:0])
	return err
}

// counter counts what is written to it.
type counter int

func (c *counter) Write(p []byte) (int, error) { *c += counter(len(p)); return len(p), nil }

// attach writes the attached files, and returns the objects that describe
// them. They are as PDF/A-3 wants them: named in ASCII and in Unicode, with
// media type, relationship, size, date and digest. They come in the order of
// their names, which a reader's look-up relies on.
func (w *finished) attach() (files []int) {
	for _, a := range w.attached {
		content := w.begin(0)
		w.writef("%d 0 obj\n<</Type /EmbeddedFile /Subtype /%s /Filter /FlateDecode /Length %d /Params <</Size %d /ModDate %s /CheckSum <%X>>>>>\nstream\n",
			content, strings.ReplaceAll(a.Type, "/", "#2F"), len(a.packed), a.size, pdfDate(w.properties.made), a.sum)
		w.out = append(w.out, a.packed...)
		w.writef("\nendstream\nendobj\n")
		relation := "Supplement"
		if a.Source {
			relation = "Data"
		}
		files = append(files, w.put(0, fmt.Sprintf("<</Type /Filespec /F %[1]s /UF %[1]s /Desc %[2]s /AFRelationship /%[3]s /EF <</F %[4]d 0 R /UF %[4]d 0 R>>>>",
			sign.PDFText(a.Name), sign.PDFText(a.Description), relation, content)))
	}
	return files
}
