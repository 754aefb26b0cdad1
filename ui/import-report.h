/* What became of files that were imported: what was kept, and what was skipped and why. */
#pragma once

#include "app/importer.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define VANITY_TYPE_IMPORT_REPORT (vanity_import_report_get_type ())
G_DECLARE_FINAL_TYPE (VanityImportReport, vanity_import_report, VANITY, IMPORT_REPORT, AdwWindow)

/* `imports`: VanityImport; a reference is taken. */
VanityImportReport *vanity_import_report_new (GtkWindow *parent, GPtrArray *imports);

/* Writes it, without asking. */
void vanity_import_report_save (VanityImportReport *report, GFile *file);

G_END_DECLS
