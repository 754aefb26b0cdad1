/* Contact sheets made beside the main loop. */
#pragma once

#include "app/contact-sheet.h"
#include "base/job.h"

G_BEGIN_DECLS

/* A sheet with its pictures. */
typedef struct
{
  VanityContactSheet *sheet;
  GPtrArray *pictures;
} VanityMadeSheet;

void vanity_made_sheet_free (VanityMadeSheet *made);

/* Makes the pictures, `side` pixels at most; `done` gets a VanityMadeSheet. Progress is the job's.
 */
void vanity_contact_sheet_start_make (VanityJobSlot *slot, VanityContactSheet *sheet, int side,
                                      VanityJobDoneFunc done, gpointer user_data);

/* Writes the file; `done` gets the GFile. */
void vanity_contact_sheet_start_save (VanityJobSlot *slot, VanityContactSheet *sheet,
                                      VanityPaper paper, GFile *file, VanityJobDoneFunc done,
                                      gpointer user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityMadeSheet, vanity_made_sheet_free)

G_END_DECLS
