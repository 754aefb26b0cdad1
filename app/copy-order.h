/* A copy of makeup as it was ordered: whose, where and how much. */
#pragma once

#include "transfer/change.h"

G_BEGIN_DECLS

/* A reference that is asked for. */
typedef struct
{
  char *path; /* or NULL, for one that has none */
  int face;   /* counted from 1, the largest; 0: nobody said */
} VanityCopySource;

/* Where the makeup of a part comes from: indices of sources, −1 for none. */
typedef struct
{
  gboolean worn; /* else the part stays as it is, whatever `from` says */
  int from, to;
  double blend;    /* share of `to`, [0, 1] */
  double strength; /* [0, 1.5]; 0 where nothing is worn */
} VanityCopyPart;

typedef struct
{
  GPtrArray *sources; /* VanityCopySource, owned */
  VanityCopyPart parts[VANITY_N_CHANGES];
} VanityCopyOrder;

/* Without sources, and with nothing worn. */
VanityCopyOrder *vanity_copy_order_new (void);
void vanity_copy_order_free (VanityCopyOrder *order);
/* Takes `path`, which may be NULL; the source's index. */
int vanity_copy_order_add_source (VanityCopyOrder *order, char *path, int face);

/* The word for a part on the command line, on D-Bus and in JSON; and the part of such a word, or
 * −1. */
const char *vanity_copy_get_word (VanityChangePart part);
int vanity_copy_find_part (const char *word);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityCopyOrder, vanity_copy_order_free)

G_END_DECLS
