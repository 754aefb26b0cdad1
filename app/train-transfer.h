/* vanity-train transfer: learns to copy makeup. */
#pragma once

int vanity_train_transfer (int argc, char **argv);
