import { AppGenericRegular } from "@fluentui/react-icons/svg/app-generic";
import { AppsRegular } from "@fluentui/react-icons/svg/apps";
import { BuildingRegular } from "@fluentui/react-icons/svg/building";
import { DocumentOnePageRegular } from "@fluentui/react-icons/svg/document-one-page";
import { FingerprintRegular } from "@fluentui/react-icons/svg/fingerprint";
import { KeyMultipleRegular } from "@fluentui/react-icons/svg/key-multiple";
import { LocationRegular } from "@fluentui/react-icons/svg/location";
import { PeopleRegular } from "@fluentui/react-icons/svg/people";
import { PersonRegular } from "@fluentui/react-icons/svg/person";
import { PersonKeyRegular } from "@fluentui/react-icons/svg/person-key";
import { ReceiptRegular } from "@fluentui/react-icons/svg/receipt";
import { SettingsRegular } from "@fluentui/react-icons/svg/settings";
import { ShieldLockRegular } from "@fluentui/react-icons/svg/shield-lock";
import type { ComponentType } from "react";
import type { ObjectType } from "../../preload/contract/directory-object.ts";
import { typeWords } from "./words.ts";

type Icon = ComponentType<{ readonly fontSize?: number; readonly title?: string; readonly className?: string }>;

const icons: Readonly<Record<ObjectType | "other", Icon>> = {
  user: PersonRegular,
  group: PeopleRegular,
  application: AppGenericRegular,
  servicePrincipal: AppsRegular,
  conditionalAccessPolicy: ShieldLockRegular,
  namedLocation: LocationRegular,
  authenticationStrengthPolicy: KeyMultipleRegular,
  authenticationMethodsPolicy: FingerprintRegular,
  authorizationPolicy: SettingsRegular,
  directoryRole: PersonKeyRegular,
  organization: BuildingRegular,
  subscribedSku: ReceiptRegular,
  other: DocumentOnePageRegular,
};

interface TypeIconProps {
  readonly type: ObjectType | "other";
  /** Where the word stands beside it, the icon is only decoration. */
  readonly silent?: boolean;
  readonly size?: number;
}

export function TypeIcon({ type, silent, size = 20 }: TypeIconProps) {
  const Icon = icons[type];
  return <Icon fontSize={size} {...(silent === true ? {} : { title: typeWords[type].one })} />;
}
