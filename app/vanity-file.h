/* The .vanity document: a photo, what its faces wear, and the photos that this was copied from, as
 * one zip archive (media type application/x-vanity, names *.vanity).
 *
 *   mimetype            "application/x-vanity", first and stored, so that it is known by its bytes
 *   document.json       what follows; "vanity-document": 1
 *   photo/NAME          the photo's file as it came, to the bit, stored; unless it is a link
 *   references/N/NAME   the photos that makeup is copied from, likewise
 *   looks/N.json        looks, in their own form (makeup/look.h), with the masks of their layers
 *   thumbnail.png       the made-over face, where the person asked for one
 *
 * A link is the way to a file, from the document's folder and from the root, with its size and
 * SHA-256 (FIPS 180-4), by which it is known again. Reading takes nothing for granted: see zip.h;
 * entries it does not know are left alone, a newer version is named and refused. */
#pragma once

#include "app/outfit.h"

G_BEGIN_DECLS

#define VANITY_FILE_VERSION 1
#define VANITY_FILE_TYPE "application/x-vanity"
#define VANITY_FILE_EXTENSION ".vanity"

/* Photos that a document holds besides its own. */
#define VANITY_FILE_MAX_REFERENCES 64
#define VANITY_FILE_MAX_FACES 256

/* A photo in it, or a link to one. */
typedef struct
{
  char *name;     /* for people */
  GBytes *bytes;  /* its file; NULL: a link */
  char *relative; /* from the document's folder; or NULL */
  char *path;     /* a path, or a URI where there is none */
  guint64 size;
  char *sha256;  /* 64 hexadecimal digits */
  gboolean kept; /* the file is there for this document alone, and goes with it */
} VanityFilePhoto;

/* One that makeup is copied from. */
typedef struct
{
  VanityFilePhoto photo;
  int face;
  float box[4]; /* x, y, width, height: by which the face is known again */
} VanityFileReference;

typedef struct
{
  float box[4];
  VanityLook *look;           /* or NULL */
  gboolean copied;            /* it wears what is copied `from` … */
  int from[VANITY_N_CHANGES]; /* … these references, by index */
  gboolean foundation;
  gboolean off;
  double strength;
  double parts[VANITY_N_CHANGES];
  VanityAnalysisOptions options;
} VanityFileFace;

typedef struct
{
  VanityFilePhoto photo;
  GPtrArray *references; /* VanityFileReference */
  GPtrArray *faces;      /* VanityFileFace */
  int selected;
  GBytes *thumbnail; /* PNG, or NULL */
  /* Of what was saved by itself, to be restored: */
  char *document;   /* URI of the file it belongs to, or NULL */
  char *etag;       /* of that file when it was read or written last, or NULL */
  gboolean crafted; /* it holds work of the hand */
} VanityFile;       /* reference counted; not changed once shared */

/* Puts `photo` in it: with its bytes or, with `link` and where it has a file on this computer, as a
 * link from `place`, where the document will be. Pixels that never were a file become a PNG. Errors
 * are those of that. */
gboolean vanity_file_photo_set (VanityFilePhoto *target, VanityPhoto *photo, gboolean link,
                                GFile *place, GCancellable *cancellable, GError **error);
/* The photo again. A link is looked for from `place` and where it was, on this computer alone:
 * _FILE where none of both is that photo. Other errors are vanity_photo_load ()'s. */
VanityPhoto *vanity_file_photo_load (const VanityFilePhoto *photo, GFile *place,
                                     GCancellable *cancellable, GError **error);

VanityFile *vanity_file_new (void);
VanityFileReference *vanity_file_add_reference (VanityFile *file);
VanityFileFace *vanity_file_add_face (VanityFile *file);
VanityFile *vanity_file_ref (VanityFile *file);
void vanity_file_unref (VanityFile *file);

/* The whole file. Never fails but for want of memory. */
GBytes *vanity_file_encode (const VanityFile *file, GError **error);

/* `name` stands for the file in messages. Errors are those of zip.h, _FORMAT (no document),
 * _UNSUPPORTED (a newer version), _VALUE (what a key holds) and those of looks. */
VanityFile *vanity_file_decode (GBytes *bytes, const char *name, GError **error);

/* In its place. Writing is atomic; `hidden` keeps it from the other users of the computer. Errors
 * are also _FILE, and _LIMIT for a file of over 2 GiB. */
VanityFile *vanity_file_read (GFile *place, GCancellable *cancellable, GError **error);
gboolean vanity_file_write (const VanityFile *file, GFile *place, gboolean hidden,
                            GCancellable *cancellable, GError **error);

/* Whether a file is a document by its name. */
gboolean vanity_file_is_named (GFile *place);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityFile, vanity_file_unref)

G_END_DECLS
