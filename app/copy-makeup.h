/* Copies makeup as it was ordered: what the command line and the service do alike. */
#pragma once

#include "copy-order.h"

#include "face/finder.h"
#include "transfer/transfer.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct
{
  const VanityCopyOrder *order;
  VanityTransferModel *model;
  GPtrArray *references; /* VanityReference, as the order's sources */
  gboolean explain;      /* JSON tells the recipe of each face */
  GFile *recipe;         /* where the look that is the recipe goes, or NULL */
  char *look_name;       /* what it is called, or NULL */
} VanityCopyWork;

/* `order` must stay; model and references are to be put in. */
void vanity_copy_work_init (VanityCopyWork *work, const VanityCopyOrder *order);
void vanity_copy_work_clear (VanityCopyWork *work);

/* Of what is asked of a reference, adds what cannot be had, and what else stands in the way, to
 * `sentences`; VANITY_ERROR_VALUE where nothing can be had. */
gboolean vanity_copy_check_reference (const VanityCopyWork *work, int index, GPtrArray *sentences,
                                      GError **error);

/* The photo whose face `face`, counted from 1, or whose faces for 0, wear what was ordered. With
 * `json`, an object that was begun, adds "references" and "faces" to it. `*note` gets what there is
 * to say to people, or NULL; free it. Safe on several threads. */
VanityImage *vanity_copy_wear (const VanityCopyWork *work, VanityImage *before, GPtrArray *faces,
                               int face, JsonBuilder *json, char **note, GCancellable *cancellable,
                               GError **error);

G_END_DECLS
