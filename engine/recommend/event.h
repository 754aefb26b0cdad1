/* What somebody does with a shade.
 *
 * An event carries a copy of what names the shade, so that it can be told after the catalogue has
 * lost the row. */
#pragma once

#include "catalogue/shade.h"

G_BEGIN_DECLS

/* From the third on, every second kind takes back the one before it. */
typedef enum
{
  VANITY_EVENT_TRY,  /* put on, to see it */
  VANITY_EVENT_WORN, /* amount: seconds it stayed on, in [0, VANITY_EVENT_MAX_WORN] */
  VANITY_EVENT_LIKE,
  VANITY_EVENT_UNLIKE,
  VANITY_EVENT_SAVE, /* put on the look list; recorded by vanity_shopping_add () */
  VANITY_EVENT_UNSAVE,
  VANITY_EVENT_HIDE, /* never to be proposed again */
  VANITY_EVENT_UNHIDE,
  VANITY_EVENT_BOUGHT,      /* goes into the bag as well */
  VANITY_EVENT_NOT_BOUGHT,  /* a slip; leaves the bag */
  VANITY_EVENT_WRONG_SHADE, /* amount: bits of VanityWrong */
  VANITY_EVENT_RIGHT_SHADE, /* after all */
  VANITY_N_EVENT_KINDS
} VanityEventKind;

/* How a shade was wrong; 0 where nobody said. */
typedef enum
{
  VANITY_WRONG_TOO_LIGHT = 1 << 0,
  VANITY_WRONG_TOO_DARK = 1 << 1,
  VANITY_WRONG_TOO_WARM = 1 << 2,
  VANITY_WRONG_TOO_COOL = 1 << 3,
} VanityWrong;
#define VANITY_N_WRONG 4

/* Two days: a window that was left open says no more. */
#define VANITY_EVENT_MAX_WORN 172800.0

/* In files: "try", "wrong-shade", "too-light". */
const char *vanity_event_kind_get_id (VanityEventKind kind);
gboolean vanity_event_kind_find (const char *id, VanityEventKind *kind);
const char *vanity_wrong_get_id (VanityWrong one);
gboolean vanity_wrong_find (const char *id, VanityWrong *one);

/* Translated, for a list of what was done: "Tried on", "Too light". */
const char *vanity_event_kind_get_label (VanityEventKind kind);
const char *vanity_wrong_get_label (VanityWrong one);

/* Whether `amount` can go with `kind`: finite and in the range above; too light and too dark, too
 * warm and too cool exclude each other; 0 for a kind that has none. VANITY_ERROR_VALUE. */
gboolean vanity_event_check_amount (VanityEventKind kind, double amount, GError **error);

typedef struct
{
  gint64 id;   /* grows with each event; 0 is before the first */
  gint64 time; /* microseconds since 1970, UTC */
  VanityEventKind kind;
  double amount;
  VanityShade *shade; /* uid, brand, line, name, category, colour, finish; all else is unknown */
} VanityEvent;

void vanity_event_free (VanityEvent *event);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityEvent, vanity_event_free)

G_END_DECLS
